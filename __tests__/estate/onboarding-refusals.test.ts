import type { Estate, Tier } from "../../lib";
import { estate, refusalOfEstate, resources, run, TIERS } from "../support/run";
import { SUBSCRIPTION } from "../support/synthesise";
import { tier } from "../tiers/some-tiers";
import { ASSIGNMENT, DEV, NAMED, onboarding, vmOf } from "./define-onboarding";

const [, bronze] = TIERS as [Tier, Tier];
const web = vmOf("web", "Bronze");

describe("onboardByPolicy refuses", () => {
  test("to come before the tiers, and to be called twice", () => {
    const early = (e: Estate) => {
      e.createVaults();
      e.onboardByPolicy();
    };
    expect(refusalOfEstate(web, early, NAMED)).toBe(
      "[Estate] onboardByPolicy needs createBackupPolicies before it",
    );
    const twice = (e: Estate) => {
      onboarding()(e);
      e.onboardByPolicy();
    };
    expect(refusalOfEstate(web, twice, NAMED)).toBe(
      "[Estate] onboardByPolicy is called twice: give all options in one call",
    );
  });

  test("tiers that there are not, and exclusions that are in no subscription of the estate", () => {
    const options = { tiers: ["bronze", "Silver"], notScopes: [`/subscriptions/${DEV}`, "rg-lab"] };
    expect(refusalOfEstate(web, onboarding(options), NAMED)).toBe(
      [
        "[Estate/onboardByPolicy] 3 problems:",
        '  - tiers must be of "Gold" or "Bronze", got "Silver"',
        `  - notScopes must be ARM ids in the subscriptions with vaults, got "/subscriptions/${DEV}"`,
        '  - notScopes must be ARM ids in the subscriptions with vaults, got "rg-lab"',
      ].join("\n"),
    );
  });

  test("401 exclusions of one assignment, since Azure takes 400", () => {
    const group = (i: number) => `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-${i}`;
    const out = (count: number) => ({ notScopes: Array.from({ length: count }, (_, i) => group(i)) });
    const given = { ...NAMED, overrides: { web: { exempt: "rebuilt nightly" } } };
    const use = (count: number) => onboarding(out(count), { tiers: [bronze] });
    expect(run(estate(web, use(399), given)).summary).toContain("Exempt (1)");
    expect(refusalOfEstate(web, use(400), given)).toBe(
      '[governance-prod/BackUpByTag/Vm-Bronze-australiaeast] notScopes must be 400 at most, got 401: Azure takes no more exclusions (Microsoft Learn, "Azure Policy overview")',
    );
  });

  test("201 assignments of one subscription, since Azure takes 200", () => {
    const rows = [...web, ...vmOf("far", "t1", "listed", { location: "eastus" })];
    const tiers = Array.from({ length: 101 }, (_, i) => tier(`t${i}`));
    const names = (count: number) => tiers.slice(0, count).map(({ criticality }) => criticality);
    const use = (count: number) => onboarding({ tiers: names(count) }, { tiers });
    const { stacks } = run(estate(rows, use(100), NAMED));
    expect(Object.keys(resources(stacks["governance-prod"], ASSIGNMENT))).toHaveLength(200);
    expect(refusalOfEstate(rows, use(101), NAMED)).toBe(
      '[governance-prod] the subscription "prod" would have 202 policy assignments, and Azure allows 200 at one scope: onboard fewer tiers by policy',
    );
  });
});
