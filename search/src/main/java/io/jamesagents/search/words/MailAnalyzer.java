package io.jamesagents.search.words;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * Splits text into words as Unicode has them (UAX #29), without case and accents, and takes English endings off. Words of other
 * languages lose what looks like an English ending, in mail and query alike, and so are found. Chinese, Japanese and Korean are
 * split into single characters and pairs of them; {@code shop.example.com} is a word, and so is each part of it.
 */
final class MailAnalyzer extends Analyzer {
    private static final int CJK =
            CJKBigramFilter.HAN | CJKBigramFilter.HIRAGANA | CJKBigramFilter.KATAKANA | CJKBigramFilter.HANGUL;
    private static final int PARTS = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
            | WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS
            | WordDelimiterGraphFilter.PRESERVE_ORIGINAL;

    @Override
    protected TokenStreamComponents createComponents(String field) {
        StandardTokenizer words = new StandardTokenizer();
        TokenStream stream = new CJKWidthFilter(words);
        stream = new LowerCaseFilter(stream);
        stream = new EnglishPossessiveFilter(stream);
        stream = new CJKBigramFilter(stream, CJK, true);
        stream = new WordDelimiterGraphFilter(stream, PARTS, null);
        stream = new ASCIIFoldingFilter(stream);
        return new TokenStreamComponents(words, new PorterStemFilter(stream));
    }
}
