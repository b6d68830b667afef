package io.jamesagents.reply;

/** What a line of a mail's text is for. */
enum LineKind {
    TEXT,
    EMPTY,
    /** Begins with {@code >}. */
    QUOTE,
    /** Of dashes, underscores and the like only. */
    DELIMITER,
    /** Part of "On … somebody wrote:". */
    ATTRIBUTION,
    /** The header of an earlier mail, or the line above it: all that follows is quoted. */
    EARLIER_MAIL,
    /** A mail that is passed on begins: what follows is what this mail is about. */
    FORWARDED
}
