import { RecoveryServicesVault } from "@cdktf/provider-azurerm/lib/recovery-services-vault";
import type { TerraformStack } from "cdktf";
import { ResilienceApp, ResilienceChecks, type ResilienceChecksProps, ResilienceStack } from "../../lib";
import { RULES } from "../../lib/checks/rules";
import { temporaryFolder } from "./files";
import { SUBSCRIPTION } from "./synthesise";

/** The day of these runs, unless they say another. */
const TODAY = "2027-01-15";

/** The rules of these runs, since the framework is what they test: every other one is off unless a run asks for all. */
const ASKED = [
  "vault-immutability",
  "vault-identity",
  "vault-geo-redundancy",
  "vm-backup",
  "test-network-isolation",
];
const OTHERS_OFF = Object.fromEntries(
  RULES.filter(({ id }) => !ASKED.includes(id)).map(({ id }) => [id, "not of this test"]),
);

/** A vault of level 1 that passes nothing of the baseline "geo". */
export function poorVault(stack: TerraformStack, id = "Vault"): RecoveryServicesVault {
  return new RecoveryServicesVault(stack, id, {
    name: `rsv-${id.toLowerCase()}`,
    resourceGroupName: "rg",
    location: "australiaeast",
    sku: "Standard",
  });
}

interface Checked {
  readonly outdir?: string;
  readonly context?: Record<string, unknown>;
  readonly define?: (app: ResilienceApp) => void;
}

/** A run with checks, of one stack with a poor vault unless `define` says otherwise. */
export function runChecked(
  props: Partial<ResilienceChecksProps>,
  { outdir = temporaryFolder(), context = {}, define = onePoorVault }: Checked = {},
): { readonly summary: string; readonly outdir: string } {
  const withChecks = (app: ResilienceApp) => {
    define(app);
    new ResilienceChecks(app, "Checks", {
      baseline: "geo",
      ...props,
      off: { ...OTHERS_OFF, ...props.off },
    });
  };
  const summary = ResilienceApp.synthesise(withChecks, {
    outdir,
    inventory: [],
    report: false,
    context: { today: TODAY, ...context },
  });
  return { summary, outdir };
}

export function onePoorVault(app: ResilienceApp): void {
  poorVault(new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION }));
}
