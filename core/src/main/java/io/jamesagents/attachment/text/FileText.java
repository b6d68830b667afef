package io.jamesagents.attachment.text;

/**
 * The text of a file, without markup; empty where there is none.
 *
 * @param truncated whether the file has more text than this
 * @param reason a word for what went wrong, or null: {@code timeout}, {@code out_of_memory}, {@code crashed}, {@code bomb},
 *     {@code too_deep}, {@code encrypted}, {@code damaged}, {@code gone}; beside a text: what kept the rest from being read
 */
public record FileText(TextState state, String text, boolean truncated, String reason) {

    static FileText without(TextState state) {
        return new FileText(state, "", false, null);
    }

    static FileText failed(String reason) {
        return new FileText(TextState.FAILED, "", false, reason);
    }
}
