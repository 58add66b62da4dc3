import {
  BackupBaseline,
  BackupEnforced,
  PolicyDefinition,
  PolicyInitiative,
  PolicyScope,
  policyDocument,
  ResilienceApp,
  ResilienceStack,
} from "../../lib";

/** Initiatives at a management group: the baseline that reports, the one that acts, and one of one's own. */
ResilienceApp.run((app) => {
  const stack = new ResilienceStack(app, "policy-initiatives", {
    subscriptionId: "6f0d3a52-8c41-4b7e-9a35-2d1f0c7be841",
  });
  const at = PolicyScope.managementGroup("contoso");
  const landingZones = PolicyScope.managementGroup("contoso-landing-zones");
  const tierTag = { name: "Criticality", values: ["Tier-1", "Tier-2", "Tier-3", "Tier-4"] };

  new BackupBaseline(stack, "Baseline", { at, tierTag, privateNetwork: true }).assign("LandingZones", {
    at: landingZones,
    nonComplianceMessages: { "vm-backup": "Tag the VM with its Criticality." },
  });

  const enforced = new BackupEnforced(stack, "Enforced", { at, kind: "geo", tierTag });
  enforced
    .assign("LandingZones", { at: landingZones, location: "australiaeast" })
    .addRemediation("Vaults", { member: "rsv-cross-subscription-restore" });

  const locks = new PolicyDefinition(stack, "Locks", {
    document: policyDocument("vault-lock"),
    name: "locks",
  });
  new PolicyInitiative(stack, "Vaults", {
    displayName: "Vaults keep what they have",
    parameters: { effect: { type: "String", allowedValues: ["Audit", "Disabled"], defaultValue: "Audit" } },
    groups: [{ name: "BR-2", category: "Backup and Recovery" }],
    members: [
      {
        reference: "immutability",
        policy: "Immutability must be enabled for Recovery Services vaults",
        parameters: { checkLockedImmutabilityOnly: true, effect: "[parameters('effect')]" },
        groups: ["BR-2"],
        version: "1.*.*-preview",
      },
      { reference: "locks", policy: locks },
    ],
  });
});
