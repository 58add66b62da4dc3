import type { IConstruct } from "constructs";
import { fingerprint } from "../core/fingerprint";
import { type Problems, quoted } from "../core/problems";
import type { ICacheStorageAccount } from "../core/refs";
import { keyInApp, resolvedText } from "../core/resolved";

/**
 * How many disks a cache storage account serves at an average churn of 4 MB/s a disk; at 8 MB/s it is half as many
 * (Microsoft Learn, "Support matrix for Azure VM disaster recovery between Azure regions", cache storage).
 */
export const DISKS_PER_CACHE = 750;

/**
 * The cache storage accounts of a pair. A VM's disks share one account, chosen by the VM's and the accounts' ids alone,
 * since a disk that changes its account is replicated anew: who else is replicated does not matter.
 */
export class CachePool {
  private readonly names = new WeakMap<ICacheStorageAccount, string>();

  constructor(
    private readonly scope: IConstruct,
    readonly accounts: readonly ICacheStorageAccount[],
  ) {}

  /**
   * The account that weighs most for the VM (rendezvous hashing), so that one account more takes its own share only. A VM
   * that needs a premium one gets none other; other VMs use those when there are no standard ones.
   */
  of(vmId: string, premium = false): ICacheStorageAccount | undefined {
    const isPremium = (account: ICacheStorageAccount) => account.performance === "Premium";
    const fitting = this.accounts.filter((account) => isPremium(account) === premium);
    const [first, ...others] = fitting.length > 0 || premium ? fitting : this.accounts;
    if (!first) return undefined;
    const weight = (account: ICacheStorageAccount) =>
      fingerprint(`${this.nameOf(account)} ${vmId}`.toLowerCase(), 12);
    return others.reduce((best, other) => (weight(other) > weight(best) ? other : best), first);
  }

  /** Counts disks in; refuses more than an account serves, in whatever pairs of the app they are. */
  admit(problems: Problems, account: ICacheStorageAccount, disks: number): void {
    const { root } = this.scope.node;
    const served = servedDisks.get(root) ?? new Map<string, number>();
    servedDisks.set(root, served);
    const key = keyInApp(this.scope, account.storageAccountId).toLowerCase();
    const sum = (served.get(key) ?? 0) + disks;
    problems.when(
      sum > DISKS_PER_CACHE,
      `cache ${quoted(this.nameOf(account))} must serve ${DISKS_PER_CACHE} disks at most, got ${sum}: add a cache storage account`,
    );
    if (!problems.any) served.set(key, sum);
  }

  private nameOf(account: ICacheStorageAccount): string {
    const known = this.names.get(account) ?? resolvedText(this.scope, account.storageAccountId);
    this.names.set(account, known);
    return known;
  }
}

/** How many disks each account serves, by app. */
const servedDisks = new WeakMap<IConstruct, Map<string, number>>();
