package io.jamesagents.tika;

import java.nio.file.Path;

/** A file to read, under the name and type that its sender gave it, and how many characters of its text are wanted. */
record Request(Path file, String name, String mimeType, int maxChars) {}
