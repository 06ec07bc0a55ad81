// The official MCP client, unmodified, against a running server: prints what it was told as JSON.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const transport = new StreamableHTTPClientTransport(new URL(process.env.CONCIERGE_URL + '/mcp'), {
  requestInit: { headers: { Authorization: 'Bearer ' + process.env.CONCIERGE_KEY } },
});
const client = new Client({ name: 'concierge-it', version: '1.0.0' });
await client.connect(transport);
const question = process.env.CONCIERGE_QUESTION;
const tools = await client.listTools();
const search = await client.callTool({ name: 'search', arguments: { query: question, limit: 3 } });
const ask = await client.callTool({ name: 'ask', arguments: { message: question } });
const documents = await client.callTool({ name: 'list_documents', arguments: {} });
let refused;
try {
  await client.callTool({ name: 'delete_everything', arguments: {} });
} catch (error) {
  refused = { code: error.code, message: error.message };
}
await client.close();
console.log(
  JSON.stringify({
    server: client.getServerVersion(),
    tools: tools.tools.map((tool) => tool.name),
    search: search.structuredContent.passages.map((passage) => passage.filename),
    ask: ask.content[0].text,
    documents: documents.structuredContent.documents.map((document) => document.filename),
    refused,
  }),
);
