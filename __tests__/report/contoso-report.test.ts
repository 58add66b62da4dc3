import { contosoReport } from "./reported";

describe("the report on Contoso", () => {
  const { report, page, markdown, outdir, summary } = contosoReport();
  const vm = (name: string) => report.vms.filter((row) => row.name === name);

  test("knows every VM of the inventory: 21 backed up, 9 of them replicated, 5 not protected", () => {
    expect(report.total).toEqual({
      name: "all",
      vms: 26,
      protection: {
        "backed up and replicated": 9,
        "backed up": 12,
        replicated: 0,
        "backups stopped": 0,
        exempt: 0,
        "not protected": 5,
      },
      rpoMet: 21,
      rpoNotMet: 2,
      rpoUnknown: 0,
      drilled: 9,
      providedRpo: 1440,
    });
  });

  test("sums them by tier, with what each tier is promised, and by region and subscription", () => {
    const short = report.tiers.map(({ name, vms, promisedRpo, promisedRto, drilled, protection }) => [
      name,
      vms,
      promisedRpo,
      promisedRto,
      drilled,
      protection["not protected"],
    ]);
    expect(short).toEqual([
      ["Tier-1", 11, 240, 120, 9, 0],
      ["Tier-2", 6, 240, 480, 0, 1],
      ["Tier-3", 4, 1440, 1440, 0, 1],
      ["Tier-4", 2, 1440, 1440, 0, 0],
      ["none", 3, undefined, undefined, 0, 3],
    ]);
    const places = [...report.regions, ...report.subscriptions].map(({ name, vms }) => [name, vms]);
    expect(places).toEqual([
      ["australiaeast", 21],
      ["australiasoutheast", 3],
      ["centralindia", 2],
      ["dev", 8],
      ["prod", 18],
    ]);
  });

  test("says of a VM what it is promised and what provides it: replication loses less than backup", () => {
    expect(vm("VM1")).toEqual([
      expect.objectContaining({
        tier: "Tier-1",
        subscription: "prod",
        region: "australiaeast",
        protection: "backed up and replicated",
        policy: "Tier-1-Prod-AppDB",
        vault: "rsv-contoso-backup-prod-australiaeast",
        promisedRpo: 240,
        backupRpo: 240,
        replicationRpo: 5,
        rpoMet: true,
        promisedRto: 120,
        rtoBasis: "drilled failover",
        targetRegion: "centralindia",
        recoveryPlans: "rp-contoso-tier-1-prod-australiaeast",
        drills: "quarterly first Saturday 0200 Australia-Sydney",
      }),
    ]);
  });

  test("keeps VMs of one name apart: two are called app01", () => {
    expect(vm("app01").map(({ tier, protection }) => [tier, protection])).toEqual([
      ["Tier-1", "backed up and replicated"],
      ["Tier-2", "backed up"],
    ]);
  });

  test("says of a VM that nothing protects why, and what to do", () => {
    const [row] = vm("web-shop-dev-02");
    const found = (row?.findings ?? "").split(" ").map((place) => report.findings[Number(place)]?.reason);
    expect(row).toMatchObject({ protection: "not protected", rpoMet: false, rtoBasis: "nothing" });
    expect(found[0]).toBe("its OS disk is ephemeral, which Azure Backup does not support");
  });

  test("joins findings that say the same, the worst kind first", () => {
    expect(report.findings[0]).toEqual({
      kind: "unprotected",
      reason: 'it has no tag "Criticality"',
      remedy: 'set the tag to "Tier-1", "Tier-2", "Tier-3" or "Tier-4"',
      subjects: [
        { name: "rpt-old-dev-01", source: "inventory/contoso.json: data[90]" },
        { name: "build-agent-dev-01", source: "inventory/contoso.json: data[69]" },
      ],
    });
    const kinds = report.findings.map(({ kind, subjects }) => `${kind} ${subjects.length}`);
    expect(kinds).toEqual([
      "unprotected 2",
      ...["unprotected 1", "unprotected 1", "unprotected 1"],
      "unreplicated 2",
      ...Array.from({ length: 4 }, () => "warning 1"),
    ]);
  });

  test("has a timeline for each tier: after seven years Tier-1 has a point for each January", () => {
    const [tier1] = report.timelines;
    expect(report.timelines.map(({ tier, vms }) => [tier.slice(0, 6), vms])).toEqual([
      ["Tier-1", 11],
      ["Tier-2", 5],
      ["Tier-3", 3],
      ["Tier-4", 2],
    ]);
    expect(tier1).toMatchObject({
      policies: ["Tier-1-Prod-AppDB"],
      schedule: "every 4 hours from 00:00 for 24 hours",
      retention: "7 days, 4 weeks, 6 months, 7 years",
    });
    expect(tier1?.moments.map(({ after, snapshots, yearly }) => [after, snapshots, yearly])).toEqual([
      ["1 day", 6, 0],
      ["1 week", 30, 0],
      ["1 month", 30, 0],
      ["1 year", 30, 1],
      ["7 years", 30, 7],
    ]);
  });

  test("maps the replication: nine VMs from Australia East to Central India, drilled each quarter", () => {
    expect(report.replication).toEqual([
      {
        from: "australiaeast",
        to: "centralindia",
        vms: 9,
        vault: "rsv-contoso-dr-prod-australiaeast",
        stack: "dr-prod-australiaeast",
        rpo: 5,
        appConsistent: [240],
        keeps: [1440],
        hasTestNetwork: true,
        plans: [
          {
            name: "rp-contoso-tier-1-prod-australiaeast",
            vms: 9,
            drills: ["quarterly first Saturday 0200 Australia-Sydney"],
          },
        ],
      },
    ]);
  });

  test("has the checks' verdicts as evidence.json has them, and the exemption with its last day", () => {
    expect(report.checks?.total).toEqual({ passed: 254, failed: 8, exempt: 0, unknown: 0 });
    expect(report.checks?.open.map(({ rule, status, subjects }) => [rule, status, subjects.length])).toEqual([
      ["vault-geo-redundancy", "fail", 1],
      ["vm-backup", "fail", 5],
      ["vm-replication", "fail", 2],
    ]);
    const [exemption] = report.exemptions;
    expect(exemption).toMatchObject({
      kind: "of Azure Policy",
      reason: "Its OS disk is ephemeral: it is rebuilt from its image.",
      until: "2027-12-31",
      where: "governance-dev",
    });
    expect(exemption?.at).toMatch(/\/web-shop-dev-02$/);
  });

  test("estimates storage by the program's own assumptions, as backup-estimate.json does", () => {
    const { asked, assumptions, total } = report.storage;
    expect([asked, assumptions.churnPerDay, total.vms, total.recoveryPoints]).toEqual([true, 0.02, 21, 576]);
  });

  test("says what cannot be undone: cross-region restore of four vaults, and every vault's redundancy", () => {
    const steps = report.irreversible.map(({ step, at, since }) => [step, at.length, since]);
    expect(steps).toEqual([
      ["Cross-region restore", 4, "the deployment"],
      ["Redundancy GeoRedundant", 4, "the first item"],
      ["Redundancy ZoneRedundant", 1, "the first item"],
      ["Redundancy LocallyRedundant", 1, "the first item"],
    ]);
  });

  test("names who is told, and no address of theirs that the alerts do not show", () => {
    expect(report.actionGroups).toEqual([
      {
        name: "ag-contoso-monitoring-prod",
        stack: "monitoring-prod",
        enabled: true,
        receivers: ["e-mail: email-backup-operators-at-contoso-com", "role: role-Monitoring-Contributor"],
      },
    ]);
  });

  test("is said in Markdown as well, with every VM", () => {
    expect(markdown).toContain(
      "26 virtual machines in 11 stacks: 5 not protected, 21 backed up, 9 replicated.",
    );
    expect(markdown).toContain(
      "| fs-clu-prd-01 | Tier-2 | Australia East | prod | not protected | 4 h | – (not met) | 8 h | nothing | – |",
    );
    for (const { name } of report.vms) expect(markdown).toContain(`| ${name} |`);
  });

  test("is the same from run to run, and named by the run's summary", () => {
    const again = contosoReport();
    expect([again.page, again.markdown, again.report]).toEqual([page, markdown, report]);
    expect(summary).toContain(`\nReport: ${outdir}/report/index.html\n`);
  });
});
