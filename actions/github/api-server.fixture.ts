// GitHub's API as far as the actions use it, as a server on this machine that the real octokit speaks to: issues,
// comments and pull requests in memory, pages, and faults on demand. Only the far end of the wire is not real.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StoredIssue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  state_reason: string | null;
  labels: string[];
  user: { id: number; type: 'Bot' | 'User' };
  created_at: string;
  comments: StoredComment[];
}
export interface StoredComment {
  id: number;
  body: string;
  user: { id: number; type: 'Bot' | 'User' };
}
export interface StoredPull {
  number: number;
  html_url: string;
  title: string;
  body: string;
  head: { ref: string; sha: string };
  base: { ref: string };
}

/** A reply in the place of the real one. */
export interface InjectedFault {
  /** Of "METHOD /path". */
  match: RegExp;
  times: number;
  status: number;
  headers?: Record<string, string>;
  message?: string;
  /** Runs before the reply: what happened meanwhile. */
  meanwhile?: () => void;
  /** When set, the call is carried out all the same: only its reply is bad. */
  carriedOut?: boolean;
}

export interface ApiServer {
  url: string;
  issues: StoredIssue[];
  pulls: StoredPull[];
  faults: InjectedFault[];
  /** What stands under a path of settings: "pages", "labels", "rulesets". */
  documents: Map<string, unknown>;
  /** Every call, as "METHOD /path". */
  calls: string[];
  /** Adds an issue by a person. */
  open(issue: Partial<StoredIssue> & { body: string }): StoredIssue;
  close(): Promise<void>;
}

/** Starts it on a free port. */
export async function startApi(): Promise<ApiServer> {
  const state: State = { issues: [], pulls: [], faults: [], calls: [], documents: new Map() };
  const server = createServer((request, response) => void handle(request, response, state));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    ...state,
    open(issue) {
      const made = newIssue(state.issues.length + 1, issue);
      state.issues.push(made);
      return made;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type State = Pick<ApiServer, 'issues' | 'pulls' | 'faults' | 'calls' | 'documents'>;

function newIssue(number: number, issue: Partial<StoredIssue>): StoredIssue {
  return {
    number,
    title: 'An issue',
    body: '',
    state: 'open',
    state_reason: null,
    labels: [],
    user: { id: 1000 + number, type: 'User' },
    created_at: '2026-11-20T10:00:00Z',
    comments: [],
    ...issue,
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, state: State): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const call = `${request.method} ${url.pathname}`;
  state.calls.push(call);
  let text = '';
  for await (const chunk of request) text += chunk;
  const body = text === '' ? {} : JSON.parse(text);
  const fault = state.faults.find(({ match, times }) => times > 0 && match.test(call));
  const answered = fault === undefined || fault.carriedOut ? answer(call, url, body, state) : null;
  if (fault === undefined)
    return reply(response, answered ?? { status: 404, data: { message: 'Not Found' } }, url);
  fault.times--;
  fault.meanwhile?.();
  const { status, headers = {}, message = 'Injected' } = fault;
  reply(response, { status, data: { message } }, url, headers);
}

interface Answer {
  status: number;
  data: unknown;
}

function reply(
  response: ServerResponse,
  { status, data }: Answer,
  url: URL,
  headers: Record<string, string> = {},
): void {
  const perPage = Number(url.searchParams.get('per_page') ?? 30);
  const page = Number(url.searchParams.get('page') ?? 1);
  let shown = data;
  if (Array.isArray(data)) {
    shown = data.slice((page - 1) * perPage, page * perPage);
    if (data.length > page * perPage) {
      url.searchParams.set('page', String(page + 1));
      const next = `http://${response.req.headers.host}${url.pathname}?${url.searchParams}`;
      response.setHeader('link', `<${next}>; rel="next"`);
    }
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(shown));
}

function answer(call: string, url: URL, body: Record<string, never>, state: State): Answer | null {
  const [, method, path] = /^(\w+) \/repos\/[^/]+\/[^/]+\/(.*)$/.exec(call) ?? [];
  const { issues, pulls } = state;
  const ok = (data: unknown, status = 200): Answer => ({ status, data });
  const [, kind, first, more] = /^(\w+)(?:\/(\w+))?(?:\/(\w+))?/.exec(path ?? '') ?? [];
  if (kind === 'pulls') {
    if (method === 'GET') return ok(pulls);
    const { head, base, title, body: text } = body;
    const number = issues.length + pulls.length + 1;
    const made = {
      number,
      html_url: `https://example.org/pull/${number}`,
      title,
      body: text,
      head: { ref: head, sha: 'f'.repeat(40) },
      base: { ref: base },
    };
    pulls.push(made);
    return ok(made, 201);
  }
  if (kind !== 'issues') return settingsCall(method, path ?? '', body, state.documents);
  if (first === 'comments') return commentCall(method, Number(more), body, issues);
  if (first === undefined && method === 'POST') {
    const made = newIssue(issues.length + 1, { ...Object(body), user: { id: 1, type: 'Bot' } });
    issues.push(made);
    return ok(made, 201);
  }
  if (first === undefined) {
    const label = url.searchParams.get('labels');
    return ok(issues.filter((one) => one.state === 'open' && (label === null || one.labels.includes(label))));
  }
  const issue = issues.find((one) => one.number === Number(first));
  if (issue === undefined) return null;
  if (more === 'comments' && method === 'GET') return ok(issue.comments);
  if (more === 'comments') {
    const id = 1 + Math.max(0, ...issues.flatMap(({ comments }) => comments.map((one) => one.id)));
    const comment: StoredComment = { id, body: String(body.body), user: { id: 1, type: 'Bot' } };
    issue.comments.push(comment);
    return ok(comment, 201);
  }
  if (method === 'PATCH') Object.assign(issue, body);
  return ok(issue);
}

/** Settings are documents under their path; lists grow. */
function settingsCall(
  method: string | undefined,
  path: string,
  body: object,
  documents: Map<string, unknown>,
): Answer | null {
  const known = documents.get(path);
  if (method === 'GET') return known === undefined ? null : { status: 200, data: known };
  if (Array.isArray(known)) known.push(body);
  else documents.set(path, { ...Object(known), ...body });
  return { status: method === 'POST' ? 201 : 200, data: body };
}

function commentCall(method: string, id: number, body: object, issues: StoredIssue[]): Answer | null {
  const comment = issues.flatMap(({ comments }) => comments).find((one) => one.id === id);
  if (comment === undefined || method !== 'PATCH') return null;
  Object.assign(comment, body);
  return { status: 200, data: comment };
}
