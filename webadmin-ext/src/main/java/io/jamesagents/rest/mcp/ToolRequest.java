package io.jamesagents.rest.mcp;

/** The request that a call of a tool stands for: a target, as in a request line, and a JSON body, empty for none. */
record ToolRequest(String method, String target, byte[] body) {}
