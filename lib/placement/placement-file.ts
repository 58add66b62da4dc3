import { existsSync, readFileSync } from "node:fs";
import { ConfigurationError } from "../core/configuration-error";
import { GUID } from "../core/guid";
import { firstSyntaxError } from "../core/json-place";
import { listed, Problems, quoted } from "../core/problems";
import { isRegion } from "../core/regions";
import { canonicalId, parseResourceId, VM_TYPE } from "../core/resource-id";
import { MAX_VMS_PER_VAULT } from "./limits";
import { type PlacementRecord, VERSION, type VmPlace } from "./placement-record";

const REMEDY = "restore it from version control";

/**
 * A placement file's text as runs write it, empty when there is none yet: git may have put in other line ends.
 * @throws ConfigurationError when it cannot be read, or has lost what it said
 */
export function readText(path: string): string {
  if (!existsSync(path)) return "";
  const text = attempt(path).replaceAll("\r\n", "\n");
  if (text.trim() !== "") return text;
  const message = `is empty: ${REMEDY}, or delete it to have every VM placed anew`;
  throw new ConfigurationError([{ where: path, message }]);
}

function attempt(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigurationError([
      { where: path, message: `cannot be read (${code}): check the path and its permissions` },
    ]);
  }
}

/** @throws ConfigurationError with every entry that no run has written: somebody edited or merged the file by hand */
export function parseRecord(path: string, text: string): PlacementRecord {
  if (text === "") return { vaults: new Map(), vms: new Map() };
  const problems = new Problems(path);
  const { version, vaults, vms, ...others } = parse(path, text);
  problems.when(
    version !== VERSION,
    `version must be ${VERSION}, got ${quoted(version)}: use the version of cdktf-azure-resilience that wrote the file`,
  );
  problems.throwIfAny();
  for (const key of Object.keys(others).filter((name) => name !== "note"))
    problems.add(`${quoted(key)} is no member of a placement file: remove it`);
  checkTwice(problems, text);
  const known = readVaults(problems, members(problems, "vaults", vaults));
  const places = readVms(problems, members(problems, "vms", vms), known);
  checkFullest(problems, places);
  problems.throwIfAny();
  return { vaults: known, vms: places };
}

type Json = Readonly<Record<string, unknown>>;

function parse(path: string, text: string): Json {
  try {
    const json: unknown = JSON.parse(text);
    if (isObject(json)) return json;
  } catch {
    // said below, with the line
  }
  const before = text.slice(0, firstSyntaxError(text)).split("\n");
  const message = `is no JSON object, line ${before.length}: ${REMEDY}, or solve the merge conflict`;
  throw new ConfigurationError([{ where: path, message }]);
}

function isObject(x: unknown): x is Json {
  return typeof x === "object" && x !== null && !Array.isArray(x);
}

function members(problems: Problems, name: string, value: unknown): Json {
  if (isObject(value)) return value;
  problems.add(`${name} must be an object, got ${quoted(value)}: ${REMEDY}`);
  return {};
}

/** JSON keeps the last of two lines of one key in silence: what a merge leaves when both branches wrote it. */
function checkTwice(problems: Problems, text: string): void {
  for (const id of repeated(text, /"(\/subscriptions\/[^"]+)"\s*:/gi))
    problems.add(`${entry(id)} is there twice: keep the line of the vault that backs it up`);
  for (const key of repeated(text, /"([^"/]+\/[^"]+\/\d+)"\s*:\s*\{/g))
    problems.add(`vaults[${quoted(key)}] is there twice: keep one line, with the larger number of each tier`);
}

function repeated(text: string, keys: RegExp): readonly string[] {
  const found = [...text.matchAll(keys)].map(([, key = ""]) => key);
  return found.filter((key, i) => found.indexOf(key) !== i);
}

/** As many as the numbers of policies have digits for; the estate knows what Azure allows a vault. */
const MOST_POLICIES = 999;

type Vaults = Map<string, ReadonlyMap<string, number>>;

function readVaults(problems: Problems, vaults: Json): Vaults {
  const known: Vaults = new Map();
  for (const [key, policies] of Object.entries(vaults)) {
    const where = `vaults[${quoted(key)}]`;
    const [, subscription = "", region = ""] =
      /^([^/]+)\/([^/]+)(?:\/nongeo)?\/([1-9]\d{0,2})$/.exec(key) ?? [];
    problems.when(
      !GUID.test(subscription) || !isRegion(region) || key !== key.toLowerCase(),
      `${where} is no vault of an estate, such as "GUID/australiaeast/1": ${REMEDY}`,
    );
    const counts = isObject(policies) ? Object.entries(policies) : [];
    const fits = (count: unknown) =>
      Number.isInteger(count) && Number(count) >= 1 && Number(count) <= MOST_POLICIES;
    problems.when(
      !isObject(policies) || !counts.every(([, count]) => fits(count)),
      `${where} must give the number of policies of each tier, 1 to ${MOST_POLICIES}, got ${quoted(policies)}: ${REMEDY}`,
    );
    known.set(key, new Map(counts as [string, number][]));
  }
  return known;
}

function readVms(problems: Problems, vms: Json, vaults: Vaults): Map<string, VmPlace> {
  const places = new Map<string, VmPlace>();
  for (const [id, value] of Object.entries(vms)) {
    const place = readPlace(value);
    if (canonicalId(id, VM_TYPE) !== id)
      problems.add(`${entry(id)} is no VM's id as a run writes it: ${REMEDY}, or remove the line`);
    else if (!place)
      problems.add(
        `${entry(id)} must have a vault and a policy such as "Gold/1", got ${quoted(value)}: ${REMEDY}`,
      );
    else {
      checkPlace(problems, id, place, vaults);
      places.set(id, place);
    }
  }
  return places;
}

function readPlace(value: unknown): VmPlace | undefined {
  if (!isObject(value)) return undefined;
  const { vault, policy } = value;
  if (typeof vault !== "string") return undefined;
  if (policy === undefined) return { vault };
  const [, tier, number] = /^(.+)\/([1-9]\d{0,2})$/.exec(String(policy)) ?? [];
  return tier === undefined ? undefined : { vault, policy: { tier, number: Number(number) } };
}

function checkPlace(problems: Problems, id: string, { vault, policy }: VmPlace, vaults: Vaults): void {
  const subscription = parseResourceId(id)?.subscriptionId;
  const policies = vaults.get(`${subscription}/${vault}`);
  if (!policies) {
    const own = [...vaults.keys()].filter((key) => key.startsWith(`${subscription}/`));
    const names = own.map((key) => key.slice(key.indexOf("/") + 1));
    const there = names.length > 0 ? `has ${listed(names, "and")}` : "has no vault";
    problems.add(
      `${entry(id)} names the vault ${quoted(vault)}, and its subscription ${there}: ${REMEDY}, or remove the line to have the VM placed anew`,
    );
    return;
  }
  const count = policy && (policies.get(policy.tier) ?? 0);
  problems.when(
    policy !== undefined && policy.number > (count ?? 0),
    `${entry(id)} names policy ${policy?.number} of ${quoted(policy?.tier)}, and its vault has ${count}: ${REMEDY}, or remove "policy" from the line to have the VM under another`,
  );
}

function checkFullest(problems: Problems, vms: ReadonlyMap<string, VmPlace>): void {
  const sizes = new Map<string, number>();
  for (const [id, { vault }] of vms) {
    const key = `${parseResourceId(id)?.subscriptionId}/${vault}`;
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  for (const [key, size] of sizes) {
    problems.when(
      size > MAX_VMS_PER_VAULT,
      `vaults[${quoted(key)}] has ${size} VMs, and Azure allows ${MAX_VMS_PER_VAULT}: ${REMEDY}, or remove the lines of ${size - MAX_VMS_PER_VAULT} VMs that it does not back up yet`,
    );
  }
}

function entry(id: string): string {
  return `vms[${quoted(id)}]`;
}
