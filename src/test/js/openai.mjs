// The official OpenAI client, unmodified, against a running server: prints what it was told as JSON.
import OpenAI from 'openai';

const client = new OpenAI({
  apiKey: process.env.CONCIERGE_KEY,
  baseURL: process.env.CONCIERGE_URL + '/v1',
});
const messages = [{ role: 'user', content: process.env.CONCIERGE_QUESTION }];

const whole = await client.chat.completions.create({ model: 'any', messages });
let streamed = '';
let annotations = [];
let usage = null;
const stream = await client.chat.completions.create({
  model: 'any',
  messages,
  stream: true,
  stream_options: { include_usage: true },
});
for await (const chunk of stream) {
  streamed += chunk.choices[0]?.delta?.content ?? '';
  annotations = chunk.choices[0]?.delta?.annotations ?? annotations;
  usage = chunk.usage ?? usage;
}
const models = [];
for await (const model of client.models.list()) {
  models.push(model.id);
}
const embedding = await client.embeddings.create({ model: 'any', input: ['One', 'Two'] });
let failure;
try {
  await client.chat.completions.create({ model: 'any', messages: [] });
} catch (error) {
  failure = { kind: error.constructor.name, status: error.status, message: error.message };
}
let stranger;
try {
  const other = new OpenAI({ apiKey: 'nobody', baseURL: client.baseURL });
  await other.models.list();
} catch (error) {
  stranger = error.constructor.name;
}
console.log(
  JSON.stringify({
    whole: whole.choices[0].message,
    streamed,
    annotations,
    usage,
    models,
    embeddings: embedding.data.map((one) => one.embedding.length),
    failure,
    stranger,
  }),
);
