package io.jamesagents.rest.mcp;

/** Why a message is not served, as JSON-RPC 2.0 (section 5.1) says it. */
final class RpcError extends RuntimeException {
    private static final int SHOWN = 100;

    private final int code;

    private RpcError(int code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    static RpcError notJson(String text) {
        return new RpcError(-32700, text);
    }

    static RpcError invalidRequest(String text) {
        return new RpcError(-32600, text);
    }

    static RpcError unknownMethod(String method) {
        return new RpcError(-32601, "Unknown method: " + cut(method));
    }

    static RpcError invalidParams(String text) {
        return new RpcError(-32602, text);
    }

    static RpcError unknownTool(String name) {
        return invalidParams("Unknown tool: " + cut(name));
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    int code() {
        return code;
    }
}
