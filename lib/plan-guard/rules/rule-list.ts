import type { GuardRule } from "../finding";

/** Every rule of the guard; their findings have these ids and severities. */
export const GUARD_RULES = [
  {
    id: "vault-destroyed",
    severity: "loss",
    title: "a Recovery Services vault or Backup vault is destroyed or replaced",
  },
  {
    id: "policy-destroyed",
    severity: "loss",
    title: "a backup or replication policy is destroyed or replaced",
  },
  {
    id: "item-destroyed",
    severity: "loss",
    title: "a protected item, backup instance or registered container is destroyed or replaced",
  },
  { id: "replica-destroyed", severity: "loss", title: "a replicated machine is destroyed or replaced" },
  {
    id: "recovery-destroyed",
    severity: "loss",
    title: "a fabric, container, mapping or recovery plan is destroyed or replaced",
  },
  {
    id: "retention-shortened",
    severity: "loss",
    title: "a policy keeps recovery points for less time, or fewer of them",
  },
  {
    id: "backups-less-often",
    severity: "weakened",
    title: "a policy backs up, or makes consistent points, less often",
  },
  {
    id: "policy-keeps-less",
    severity: "loss",
    title: "an item moves to a policy that keeps less, or backs up less often",
  },
  { id: "disks-left-out", severity: "weakened", title: "a backup or replication leaves out what it had" },
  {
    id: "protection-stopped",
    severity: "weakened",
    title: "the protection of an item is stopped or suspended",
  },
  { id: "left-recovery-plan", severity: "weakened", title: "a recovery plan no longer starts a machine" },
  {
    id: "recovery-weakened",
    severity: "weakened",
    title: "what a recovery needs goes: networks, addresses, updates of agents, caches",
  },
  { id: "connection-removed", severity: "weakened", title: "a private way to a vault goes" },
  {
    id: "test-network-opened",
    severity: "weakened",
    title: "a network of test failovers is less cut off from production",
  },
  { id: "immutability-weakened", severity: "weakened", title: "a vault becomes less immutable" },
  {
    id: "soft-delete-weakened",
    severity: "weakened",
    title: "soft delete is switched off, or keeps deleted data for fewer days",
  },
  {
    id: "redundancy-weakened",
    severity: "weakened",
    title: "a vault is stored in fewer places, or cannot be restored across regions",
  },
  {
    id: "encryption-weakened",
    severity: "weakened",
    title: "a customer-managed key or the second layer of encryption goes",
  },
  { id: "network-opened", severity: "weakened", title: "a vault is reached over public networks" },
  { id: "guard-removed", severity: "weakened", title: "multi-user authorization protects less" },
  { id: "lock-removed", severity: "weakened", title: "a management lock goes, or locks less" },
  { id: "identity-removed", severity: "weakened", title: "an identity goes, or has less" },
  { id: "access-removed", severity: "watch", title: "a role assignment is destroyed" },
  {
    id: "alert-removed",
    severity: "watch",
    title: "an alert, its receivers or its rule goes, or is switched off",
  },
  { id: "alert-weakened", severity: "watch", title: "an alert becomes less severe" },
  { id: "alert-suppressed", severity: "watch", title: "alerts are suppressed without an end" },
  { id: "logs-removed", severity: "watch", title: "a diagnostic setting goes, or sends less" },
  {
    id: "policy-not-enforced",
    severity: "watch",
    title: "an Azure Policy assignment, definition or remediation goes, or does less",
  },
  { id: "drill-removed", severity: "watch", title: "a drill goes, or is held less often" },
  { id: "exemption-added", severity: "watch", title: "an exemption from Azure Policy is made" },
  {
    id: "unknown-value",
    severity: "unknown",
    title: "a value that decides one of these is known only after the apply",
  },
  {
    id: "plan-incomplete",
    severity: "unknown",
    title: "the plan is of a part only: of -target, or without what Terraform deferred",
  },
] as const satisfies readonly GuardRule[];

/** The id of a rule of the guard. */
export type GuardRuleId = (typeof GUARD_RULES)[number]["id"];

const SEVERITY = new Map<string, GuardRule["severity"]>(
  GUARD_RULES.map(({ id, severity }) => [id, severity]),
);

export function severityOf(rule: GuardRuleId): GuardRule["severity"] {
  return SEVERITY.get(rule) ?? "loss";
}
