import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Fault, ITEMS, READY, type Recorded, VAULT, type World } from "./world";

type Json = Record<string, unknown>;

const PLAN = `${VAULT}/replicationRecoveryPlans/erp`;
const SECRET = "the-identity-header";

interface Job {
  looks: number;
  readonly kind: "TestFailover" | "TestFailoverCleanup";
  properties: Json;
}

/**
 * Stands in for Azure on the loopback: the identity endpoint, the recovery plan, its jobs and protected items as Azure
 * Resource Manager answers them (202 with headers, states that change while one looks), and a blob container.
 */
export class StandIn {
  readonly requests: Recorded[] = [];
  readonly blobs = new Map<string, Json>();
  private readonly faults: Map<string, Fault[]>;
  private readonly jobs = new Map<string, Job>();
  private readonly vms: Map<string, Json>;
  private plan: Json;
  private tokens = 0;
  private readonly server: Server;

  private constructor(private readonly world: World) {
    this.faults = new Map(Object.entries(world.faults ?? {}).map(([key, list]) => [key, [...list]]));
    const vms = world.vms ?? [{ name: "vm1" }, { name: "vm2" }];
    this.vms = new Map(
      vms.map((vm) => [vm.name, { ...HEALTHY, ...vm, friendlyName: vm.name, allowedOperations: READY }]),
    );
    this.plan = {
      friendlyName: "erp",
      allowedOperations: READY,
      currentScenario: { scenarioName: "None", jobId: "None" },
      groups: [...this.vms.keys()].map((name) => ({
        groupType: "Boot",
        replicationProtectedItems: [{ id: `${ITEMS}/${name}` }],
      })),
      ...world.plan,
    };
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  static async start(world: World = {}): Promise<StandIn> {
    const standIn = new StandIn(world);
    await new Promise<void>((resolve) => standIn.server.listen(0, "127.0.0.1", resolve));
    return standIn;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get environment(): Record<string, string> {
    return { IDENTITY_ENDPOINT: `${this.url}/identity`, IDENTITY_HEADER: SECRET };
  }

  /** The writing requests to Azure Resource Manager, in order. */
  get actions(): readonly string[] {
    return this.requests
      .filter(({ method }) => method === "POST")
      .map(({ path }) => path.split("/").at(-1) ?? "");
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { pathname: path, search: query } = new URL(request.url ?? "/", this.url);
    const text = Buffer.concat(chunks).toString();
    const recorded = { method: request.method ?? "", path, query, headers: request.headers, at: Date.now() };
    this.requests.push({ ...recorded, body: text ? JSON.parse(text) : {} });
    const fault = this.fault(`${request.method} ${path}`);
    if (fault === "reset") return void request.socket.destroy();
    if (fault && fault !== "lost") return send(response, fault.status, fault.body, fault.headers);
    const [status, body, headers] = this.answer(this.requests.at(-1) as Recorded);
    if (fault === "lost") return void request.socket.destroy();
    send(response, status, body, headers);
  }

  private fault(line: string): Fault | undefined {
    for (const [key, list] of this.faults) {
      const [method = "", part = ""] = key.split(" ");
      if (line.startsWith(`${method} `) && line.includes(part) && list.length > 0) return list.shift();
    }
    return undefined;
  }

  private answer(request: Recorded): Answer {
    const { path, method } = request;
    if (path === "/identity") return this.token(request);
    if (request.headers.authorization !== `Bearer token-${this.tokens}`)
      return [
        401,
        { error: { code: "ExpiredAuthenticationToken", message: "The access token expiry is in the past." } },
      ];
    if (path.startsWith("/evidence/")) return this.keep(request);
    if (path === PLAN) return [200, { id: PLAN, name: "erp", properties: this.plan }];
    if (path === `${PLAN}/testFailover`) return this.begin("TestFailover");
    if (path === `${PLAN}/testFailoverCleanup`) return this.begin("TestFailoverCleanup");
    const [, job, action] = /replicationJobs\/([^/]+)(\/cancel)?$/.exec(path) ?? [];
    if (job && action && method === "POST") return this.cancel(job);
    if (job) return this.look(job);
    const vm = this.vms.get(path.split("/").at(-1) ?? "");
    if (vm && path.startsWith(ITEMS)) return [200, { id: path, properties: vm }];
    // what a Site Recovery Operator may not read
    if (path.includes("/replicationOperationStatus/"))
      return [403, { error: { code: "AuthorizationFailed" } }];
    return [404, { error: { code: "ResourceNotFound", message: `There is no ${path}.` } }];
  }

  private token({ headers, query }: Recorded): Answer {
    if (
      headers["x-identity-header"] !== SECRET ||
      headers.metadata !== "true" ||
      !query.includes("resource=")
    )
      return [400, { error: { code: "invalid_request" } }];
    this.tokens += 1;
    return [200, { access_token: `token-${this.tokens}`, expires_on: "1", token_type: "Bearer" }];
  }

  private keep({ path, body, headers }: Recorded): Answer {
    if (this.blobs.has(path) && headers["if-none-match"] === "*") return [409, undefined];
    this.blobs.set(path, body);
    return [201, undefined];
  }

  private begin(kind: Job["kind"]): Answer {
    const allowed = this.plan.allowedOperations as readonly string[];
    if (!allowed.includes(kind))
      return [409, { error: { code: "OperationNotAllowed", message: `${kind} is not allowed.` } }];
    const id = `job-${this.jobs.size + 1}`;
    const startTime = "2026-03-07T01:00:00.1234567Z";
    const properties = {
      state: "InProgress",
      stateDescription: "InProgress",
      startTime,
      allowedActions: ["Cancel"],
    };
    this.jobs.set(id, { kind, looks: 2, properties: { ...properties, scenarioName: kind } });
    this.change(kind, id, "InProgress", "InProgress", []);
    const headers = {
      "Azure-AsyncOperation": `${this.url}${VAULT}/replicationOperationStatus/${id}?api-version=x`,
      Location: `${this.url}${PLAN}/operationresults/${id}?api-version=x`,
      "Retry-After": "0",
    };
    return [202, undefined, headers];
  }

  private change(
    scenarioName: string,
    job: string,
    status: string,
    description: string,
    allowed: readonly string[],
  ) {
    this.plan = {
      ...this.plan,
      currentScenario: {
        scenarioName,
        jobId: `${VAULT}/replicationJobs/${job}`,
        startTime: "2026-03-07T01:00:00Z",
      },
      currentScenarioStatus: status,
      currentScenarioStatusDescription: description,
      allowedOperations: allowed,
    };
  }

  private look(id: string): Answer {
    const job = this.jobs.get(id);
    if (!job) return [404, { error: { code: "JobNotFound", message: `There is no job ${id}.` } }];
    job.looks -= 1;
    if (job.looks === 0) this.finish(id, job);
    return [200, { id, name: id, properties: job.properties }, { "Retry-After": "0" }];
  }

  private finish(id: string, job: Job): void {
    if (job.kind === "TestFailoverCleanup") {
      this.finishCleanup(id, job);
      return;
    }
    const { failover = "waits", minutes = 12 } = this.world;
    if (failover === "hangs") return;
    if (failover === "waits for a person") {
      job.properties = { ...job.properties, state: "Suspended", stateDescription: "WaitingForManualAction" };
      this.change(job.kind, id, "Suspended", "WaitingForManualAction", []);
      return;
    }
    const endTime = new Date(Date.parse("2026-03-07T01:00:00Z") + minutes * 60_000).toISOString();
    const failed = failover === "fails";
    for (const vm of this.vms.values()) {
      const isThere = !failed && !vm.fails;
      vm.testFailoverState = isThere ? "WaitingForCompletion" : "None";
      vm.allowedOperations = isThere ? ["TestFailoverCleanup"] : READY;
    }
    const succeeds = { state: "Succeeded", stateDescription: "Completed", endTime };
    const waits = { state: "Suspended", stateDescription: "WaitingForStopTestFailover" };
    const ended = failed
      ? { state: "Failed", stateDescription: "Failed", endTime }
      : failover === "succeeds"
        ? succeeds
        : waits;
    job.properties = { ...job.properties, ...ended, ...this.details(endTime, failed) };
    this.change(job.kind, id, String(ended.state), "WaitingForStopTestFailover", ["TestFailoverCleanup"]);
  }

  private details(endTime: string, failed: boolean): Json {
    const names = [...this.vms.keys()];
    const task = (name: string) => ({
      state: this.vms.get(name)?.fails ? "Failed" : "Succeeded",
      endTime,
      customDetails: { instanceType: "JobTaskDetails", jobTask: { targetObjectName: name } },
      errors: this.vms.get(name)?.fails ? [quota(name)] : [],
    });
    const machine = (name: string) => ({
      friendlyName: name,
      testVmName: `${name}-test`,
      recoveryPointTime: "2026-03-07T00:57:00Z",
    });
    return {
      errors: failed ? [quota("the subscription")] : [],
      customDetails: { instanceType: "TestFailoverJobDetails", protectedItemDetails: names.map(machine) },
      tasks: [{ state: "Succeeded", groupTaskCustomDetails: { childTasks: names.map(task) } }],
    };
  }

  private finishCleanup(id: string, job: Job): void {
    const fails = this.world.cleanup === "fails";
    const errors = fails ? [{ serviceErrorDetails: { message: "The test VM could not be removed." } }] : [];
    job.properties = {
      ...job.properties,
      state: fails ? "Failed" : "Succeeded",
      stateDescription: "Completed",
      errors,
    };
    if (fails) {
      this.change(job.kind, id, "Failed", "Failed", ["TestFailoverCleanup"]);
      return;
    }
    for (const vm of this.vms.values())
      Object.assign(vm, { testFailoverState: "None", allowedOperations: READY });
    this.change(job.kind, id, "Succeeded", "Completed", READY);
  }

  private cancel(id: string): Answer {
    const job = this.jobs.get(id);
    if (job) job.properties = { ...job.properties, state: "Cancelled", stateDescription: "Cancelled" };
    this.change("TestFailover", id, "Cancelled", "Cancelled", ["TestFailoverCleanup"]);
    return [202, undefined];
  }
}

const HEALTHY = { protectionState: "Protected", replicationHealth: "Normal", testFailoverState: "None" };

const quota = (name: string) => ({
  serviceErrorDetails: {
    code: "28031",
    message: `Virtual machine creation failed for ${name}: the quota is exceeded.`,
    recommendedAction: "Ask for more cores.",
  },
});

type Answer = readonly [status: number, body: unknown, headers?: Record<string, string>];

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body));
}
