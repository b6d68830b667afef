// A client of /mcp on the protocol's own library, @modelcontextprotocol/sdk, which has to be installed where this is run:
//
//   node mcp-client.mjs http://127.0.0.1:8080/mcp comm_... [inbox id]
//
// Lists the tools; with an inbox, sends it a mail, waits for it, and reads and tags its thread. Ends with 1 when a step fails.
import { createRequire } from "node:module";

const require = createRequire(process.cwd() + "/");
const { Client } = require("@modelcontextprotocol/sdk/client/index.js");
const { StreamableHTTPClientTransport } = require("@modelcontextprotocol/sdk/client/streamableHttp.js");

const [url, key, inbox] = process.argv.slice(2);
const client = new Client({ name: "mcp-client", version: "1" });
await client.connect(
  new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers: { Authorization: `Bearer ${key}` } } }),
);
console.log("connected:", client.getServerVersion().name, client.transport.protocolVersion);

const { tools } = await client.listTools();
console.log(`${tools.length} tools:`, tools.map((tool) => tool.name).join(" "));

async function use(name, args) {
  const result = await client.callTool({ name, arguments: args });
  if (result.isError) {
    throw new Error(`${name}: ${result.content[0].text}`);
  }
  return result.structuredContent;
}

if (inbox) {
  const address = (await use("get_inbox", { inbox_id: inbox })).data.address;
  const { cursor } = (await use("get_event_cursor", {})).data;
  const subject = `Hello ${Date.now()}`;
  const sent = await use("send_message", { inbox_id: inbox, to: address, subject, text: "From a model." });
  console.log("sent:", sent.data.id);
  const mail = await use("wait_for_mail", { inbox_id: inbox, after: cursor, subject_contains: subject, timeout: "30" });
  console.log("came in:", mail.data.message_id, mail.data.subject);
  const thread_id = mail.data.thread_id;
  console.log("in its thread:", (await use("read_thread", { thread_id })).data.length, "mail(s)");
  console.log("tags:", (await use("add_thread_tags", { thread_id, tags: ["seen"] })).data.tags.join(", "));
  console.log("status:", (await use("set_thread_status", { thread_id, status: "closed" })).data.status);
  const wrong = await client.callTool({ name: "read_thread", arguments: { thread_id: "conv_none" } });
  console.log("a thread that is not there:", wrong.isError, wrong.content[0].text);
}
await client.close();
