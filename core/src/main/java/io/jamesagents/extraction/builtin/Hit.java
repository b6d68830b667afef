package io.jamesagents.extraction.builtin;

import com.fasterxml.jackson.databind.JsonNode;
import io.jamesagents.extraction.Found;

/** A value for a field, and why. */
record Hit(JsonNode value, Found found) {}
