import type { IncomingMessage } from 'node:http';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Reply, startReplies } from '../harness/reply-server.ts';

export interface Chat extends Disposable {
  /** The webhook's address, a secret. */
  webhook: string;
  /** What was posted and taken, oldest first. */
  messages: unknown[];
  /** Answers everything with this, from now on. */
  refuse(reply: Reply): void;
}

const text = { type: 'string', minLength: 1 };
const closed = (properties: Record<string, unknown>, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

/**
 * As far as cards are written here: a key that is misspelled is not shown by Teams, and refused here.
 * Source: https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using and
 * https://adaptivecards.io/explorer
 */
const card = closed({
  type: { const: 'message' },
  attachments: {
    type: 'array',
    minItems: 1,
    items: closed({
      contentType: { const: 'application/vnd.microsoft.card.adaptive' },
      contentUrl: { type: 'null' },
      content: closed({
        $schema: { const: 'http://adaptivecards.io/schemas/adaptive-card.json' },
        type: { const: 'AdaptiveCard' },
        // Teams shows up to 1.5.
        version: { enum: ['1.2', '1.3', '1.4', '1.5'] },
        body: {
          type: 'array',
          minItems: 1,
          items: {
            anyOf: [
              closed(
                {
                  type: { const: 'TextBlock' },
                  text,
                  weight: { enum: ['Default', 'Lighter', 'Bolder'] },
                  wrap: { type: 'boolean' },
                },
                ['type', 'text'],
              ),
              closed({
                type: { const: 'FactSet' },
                facts: { type: 'array', minItems: 1, items: closed({ title: text, value: text }) },
              }),
            ],
          },
        },
        actions: {
          type: 'array',
          items: closed({
            type: { const: 'Action.OpenUrl' },
            title: text,
            url: { type: 'string', pattern: '^https?://' },
          }),
        },
      }),
    }),
  },
});

/** A webhook of Teams' Workflows: takes a message with Adaptive Cards of up to 28 KB, and answers 202. */
export function startTeams(): Promise<Chat> {
  const isCard = new Ajv2020({ allowUnionTypes: true }).compile(card);
  return startChat('/workflows/2f1c/triggers/manual/paths/invoke?sig=Zq%2Fdl9', (message, sent) => {
    const well = sent.length <= 28 * 1024 && isCard(message);
    return well ? { status: 202, body: '' } : { status: 400, body: JSON.stringify({ error: { code: 'BadRequest' } }) };
  });
}

/**
 * An incoming webhook of Slack. Its own signs stand for nothing else: a bare `<` or `&` is refused here.
 * Source: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function startSlack(): Promise<Chat> {
  return startChat('/services/T0001/B0001/oNlyTheChannelKnows', (message) => {
    const { text: said, ...others } = (message ?? {}) as { text?: unknown };
    if (typeof said !== 'string' || said === '') return { status: 400, body: 'no_text' };
    const bare = said.replace(/<https?:\/\/[^<>|]+\|[^<>|]+>/g, '').replace(/&(?:amp|lt|gt);/g, '');
    if (Object.keys(others).length > 0 || /[<>&]/.test(bare)) return { status: 400, body: 'invalid_payload' };
    return { status: 200, body: 'ok' };
  });
}

async function startChat(path: string, judge: (message: unknown, sent: string) => Reply): Promise<Chat> {
  const messages: unknown[] = [];
  let refusal: Reply | undefined;
  const server = await startReplies((request: IncomingMessage, sent) => {
    if (refusal !== undefined) return refusal;
    if (request.method !== 'POST' || request.url !== path) return { status: 404, body: 'no_service' };
    if (request.headers['content-type'] !== 'application/json') return { status: 400, body: 'invalid_payload' };
    const message = parse(sent);
    const reply = judge(message, sent);
    if (reply.status < 300) messages.push(message);
    return reply;
  });
  return {
    webhook: server.origin + path,
    messages,
    refuse(reply) {
      refusal = reply;
    },
    [Symbol.dispose]: server[Symbol.dispose],
  };
}

function parse(sent: string): unknown {
  try {
    return JSON.parse(sent);
  } catch {
    return undefined;
  }
}
