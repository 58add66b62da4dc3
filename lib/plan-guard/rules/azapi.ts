import { type Change, type Values, valueAt } from "../change";
import type { GuardRuleId } from "./rule-list";

type Found = readonly [rule: GuardRuleId, reason: string];

const rank =
  (...values: readonly string[]) =>
  (value: unknown) =>
    values.findIndex((one) => one.toLowerCase() === String(value).toLowerCase());

const SECURITY = "properties.securitySettings";

/** Settings of vaults that azurerm cannot set, in the body of an azapi resource: each may only become stronger. */
const SETTINGS: readonly (readonly [path: string, rule: GuardRuleId, rank: (value: unknown) => number])[] = [
  [
    `${SECURITY}.softDeleteSettings.softDeleteState`,
    "soft-delete-weakened",
    rank("Disabled", "Enabled", "AlwaysON"),
  ],
  [`${SECURITY}.softDeleteSettings.state`, "soft-delete-weakened", rank("Off", "On", "AlwaysOn")],
  [
    `${SECURITY}.softDeleteSettings.softDeleteRetentionPeriodInDays`,
    "soft-delete-weakened",
    (value) => Number(value ?? 0),
  ],
  [
    `${SECURITY}.softDeleteSettings.retentionDurationInDays`,
    "soft-delete-weakened",
    (value) => Number(value ?? 0),
  ],
  [`${SECURITY}.immutabilitySettings.state`, "immutability-weakened", rank("Disabled", "Unlocked", "Locked")],
  [
    "properties.restoreSettings.crossSubscriptionRestoreSettings.crossSubscriptionRestoreState",
    "network-opened",
    rank("Enabled", "Disabled", "PermanentlyDisabled"),
  ],
  ["properties.publicNetworkAccess", "network-opened", rank("Enabled", "Disabled")],
];

/** What becomes weaker in the body of a resource of the provider azapi. */
export function azapiFindings(change: Change): readonly Found[] {
  if (!/^azapi_(resource|update_resource)$/.test(change.type)) return [];
  if (change.isUnknown("body")) return [["unknown-value", "the body is known only after the apply"]];
  const before = bodyOf(change.before);
  const after = bodyOf(change.after);
  return SETTINGS.flatMap(([path, rule, ranked]): readonly Found[] => {
    const was = valueAt(before, path);
    const is = valueAt(after, path);
    if (was === undefined || ranked(is) >= ranked(was)) return [];
    return [
      [
        rule,
        `${path} becomes ${is === undefined ? "nothing" : JSON.stringify(is)}, and was ${JSON.stringify(was)}`,
      ],
    ];
  });
}

/** azapi 1 has JSON text, azapi 2 an object. */
function bodyOf(values: Values): unknown {
  const body = valueAt(values, "body");
  if (typeof body !== "string") return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
