import { isAbsolute, relative, resolve, sep } from "node:path";
import { App } from "cdktf";
import type { IConstruct } from "constructs";
import { Problems, quoted } from "../core/problems";
import type { PublishedFile } from "../core/published-file";
import { Registry } from "../core/registry";
import { describeChanges } from "../placement/placement-changes";
import { parseRecord, readText } from "../placement/placement-file";
import { groupOf, type PlacementRecord, renderRecord, type VmPlace } from "../placement/placement-record";
import type { Placement } from "./placement";

/** What a spread has to know of the past: which shards there are, and who was in them. */
export interface Past {
  readonly existing: readonly number[];
  readonly before: (id: string) => number | undefined;
}

/** What runs of an estate remember of the places of VMs, in a file of the user's repository; nothing without one. */
export class PlacementBook {
  readonly file?: string;
  private readonly text: string = "";
  private readonly past: PlacementRecord = { vaults: new Map(), vms: new Map() };
  private readonly vaults = new Map<string, Map<string, number>>();
  private readonly vms = new Map<string, VmPlace>();

  /** @throws ConfigurationError when the file cannot be what a run wrote, or is another estate's */
  constructor(estate: IConstruct, file?: string) {
    if (file === undefined) return;
    checkFree(estate, file);
    this.file = file;
    this.text = readText(file);
    this.past = parseRecord(file, this.text);
  }

  /** Subscription and group of every vault of the past: "6f0d3a52-…/australiaeast". */
  groups(): readonly string[] {
    return [...new Set([...this.past.vaults.keys()].map((key) => key.slice(0, key.lastIndexOf("/"))))];
  }

  /** The vaults of a subscription's group, and which of them each VM was in. */
  vaultsOf(subscriptionId: string, group: string): Past {
    const own = `${subscriptionId}/${group}`;
    const numbers = [...this.past.vaults.keys()].flatMap((key) => numberIn(own, key) ?? []);
    const before = (id: string) => numberIn(group, this.past.vms.get(id)?.vault);
    return { existing: numbers.sort((a, b) => a - b), before };
  }

  /** The policies of a tier in a vault, and which of them backed up each of its VMs. */
  policiesOf(placement: Placement, tier: string): Past {
    const count = this.past.vaults.get(keyOf(placement))?.get(tier) ?? 0;
    const vault = vaultOf(placement);
    const before = (id: string) => {
      const was = this.past.vms.get(id);
      return was?.vault === vault && was.policy?.tier === tier ? was.policy.number : undefined;
    };
    return { existing: Array.from({ length: count }, (_, i) => i + 1), before };
  }

  /** The vault that a VM was in, when it is not this one. */
  formerVault(placement: Placement, vmId: string): string | undefined {
    const was = this.past.vms.get(vmId)?.vault;
    return was === vaultOf(placement) ? undefined : was;
  }

  /** How many VMs were backed up in a vault and are not there any more. */
  departedOf(placement: Placement): number {
    const now = new Set(placement.vms.map((vm) => vm.id));
    const vault = vaultOf(placement);
    const prefix = `/subscriptions/${placement.subscription.id}/`;
    const departed = ([id, was]: readonly [string, VmPlace]) =>
      was.vault === vault && was.policy !== undefined && id.startsWith(prefix) && !now.has(id);
    return [...this.past.vms].filter(departed).length;
  }

  /** The tiers that had policies in a vault and have none any more, and how many. To be asked after the last tier. */
  droppedTiersOf(placement: Placement): readonly (readonly [tier: string, policies: number])[] {
    const now = this.vaults.get(keyOf(placement));
    return [...(this.past.vaults.get(keyOf(placement)) ?? [])].filter(([tier]) => !now?.has(tier));
  }

  rememberVault(placement: Placement): void {
    this.vaults.set(keyOf(placement), new Map());
    for (const { id } of placement.vms) this.vms.set(id, { vault: vaultOf(placement) });
  }

  rememberPolicies(
    placement: Placement,
    tier: string,
    count: number,
    homes: ReadonlyMap<string, number>,
  ): void {
    this.vaults.get(keyOf(placement))?.set(tier, count);
    const vault = vaultOf(placement);
    for (const [id, number] of homes) this.vms.set(id, { vault, policy: { tier, number } });
  }

  /** The file with what this run remembers; nothing where that is what it says already. */
  published(): readonly PublishedFile[] {
    if (this.file === undefined) return [];
    const now = { vaults: this.vaults, vms: this.vms };
    const content = renderRecord(now);
    if (content === this.text) return [];
    return [{ path: this.file, content, changes: describeChanges(this.past, now) }];
  }
}

/** The placement files of each app. */
const files = new Registry<IConstruct>();

function checkFree(estate: IConstruct, file: string): void {
  const { root } = estate.node;
  const problems = new Problems(estate);
  const other = files.holder(root, resolve(file));
  problems.when(
    file.trim() === "",
    `placementFile must be a path such as "placement.json", got ${quoted(file)}`,
  );
  problems.when(
    file.trim() !== "" && App.isApp(root) && isWithin(file, root.outdir),
    `placementFile must be outside of the output folder, got ${quoted(file)}: what is in there is made anew by each run; keep it beside the program, in version control`,
  );
  problems.when(
    other !== undefined,
    `placementFile ${quoted(file)} is the file of ${other}: give every estate its own`,
  );
  problems.throwIfAny();
  files.take(root, resolve(file), estate.node.path);
}

function isWithin(file: string, folder: string): boolean {
  const path = relative(resolve(folder), resolve(file));
  return !isAbsolute(path) && path.split(sep)[0] !== "..";
}

/** "australiaeast/1" */
function vaultOf({ region, nonGeo, index }: Placement): string {
  return `${groupOf(region, nonGeo)}/${index + 1}`;
}

function keyOf(placement: Placement): string {
  return `${placement.subscription.id}/${vaultOf(placement)}`;
}

/** The number of a vault of this group: 2 for "australiaeast/2" of "australiaeast", none for any other group. */
function numberIn(group: string, vault: string | undefined): number | undefined {
  if (!vault?.startsWith(`${group}/`)) return undefined;
  const number = Number(vault.slice(group.length + 1));
  return Number.isInteger(number) ? number : undefined;
}
