import { Construct } from "constructs";
import {
  Estate,
  type EstateProps,
  Receiver,
  type ResilienceApp,
  ResilienceStack,
  VmInventory,
} from "../../lib";
import { temporaryFile } from "../support/files";
import { answer, vmRows } from "../support/rows";
import { everything, run } from "../support/run";
import { refusal, SUBSCRIPTION } from "../support/synthesise";

const OTHER = "b83e94c7-15d2-4f6a-8e09-7a5c4d20f9b6";
const tags = { Criticality: "Gold" };

/** One VM of a subscription. */
function inventoryOf(name: string, subscription = SUBSCRIPTION): VmInventory {
  const text = JSON.stringify(answer(vmRows(name, { tags }))).replaceAll(SUBSCRIPTION, subscription);
  return VmInventory.fromResourceGraph(temporaryFile("inventory.json", text));
}

/** Everything that an estate of one VM does, with policies and monitoring. */
function use(app: Construct, id: string, props: Partial<EstateProps> = {}): void {
  const estate = new Estate(app, id, {
    organisation: id.toLowerCase(),
    homeRegion: "australiaeast",
    inventory: inventoryOf(id.toLowerCase()),
    subscriptions: { prod: SUBSCRIPTION },
    ...props,
  });
  everything(estate);
  estate.assignPolicy("Azure Backup should be enabled for Virtual Machines");
  estate.monitor({ receivers: [Receiver.email("ops@contoso.com")] });
}

/** Another company, whose subscription is called the same. */
const ACME = { subscriptions: { prod: OTHER }, inventory: inventoryOf("acme", OTHER) };

describe("several estates of one app", () => {
  test("of different subscriptions stand side by side, with nothing to say", () => {
    const inventory = inventoryOf("acme", OTHER);
    const both = (app: ResilienceApp) => {
      use(app, "Contoso");
      use(app, "Acme", { inventory, subscriptions: { acme: OTHER } });
    };
    const ids = ["backup-NAME-australiaeast", "dr-NAME-australiaeast", "governance-NAME", "monitoring-NAME"];
    const of = (name: string) => ids.map((id) => id.replace("NAME", name));
    expect(Object.keys(run(both).stacks).sort()).toEqual([...of("acme"), ...of("prod")].sort());
  });

  test("whose subscriptions have one name stand side by side when one has a prefix, in whatever order", () => {
    const both = (app: ResilienceApp) => {
      use(app, "Contoso");
      use(app, "Acme", { ...ACME, stackPrefix: "acme" });
    };
    const turned = (app: ResilienceApp) => {
      use(app, "Acme", { ...ACME, stackPrefix: "acme" });
      use(app, "Contoso");
    };
    const { stacks } = run(both);
    const own = ["backup-prod-australiaeast", "dr-prod-australiaeast", "governance-prod", "monitoring-prod"];
    const all = [...own, ...own.map((id) => `acme-${id}`)].sort();
    expect(Object.keys(stacks).sort()).toEqual(all);
    expect(Object.keys(run(turned).stacks).sort()).toEqual(all);
  });

  test("whose stacks would have one id are refused once, with what tells them apart", () => {
    const both = (app: ResilienceApp) => {
      use(app, "Contoso");
      use(app, "Acme", ACME);
    };
    expect(refusal(() => run(both))).toBe(
      '[Acme] the stack "backup-prod-australiaeast" is Contoso\'s already: give an estate a stackPrefix, which its stacks begin with, or other short names of subscriptions',
    );
  });

  test("are told apart by folders, wherever in the tree they stand", () => {
    const both = (app: ResilienceApp) => {
      use(new Construct(app, "One"), "Contoso");
      use(new Construct(app, "Two"), "Acme", ACME);
    };
    expect(refusal(() => run(both))).toContain(
      '[Two/Acme] the stack "backup-prod-australiaeast" is One/Contoso\'s already: ',
    );
  });

  test("of one organisation in one subscription and region are refused: their resource groups would be the same", () => {
    const both = (app: ResilienceApp) => {
      use(app, "Contoso");
      use(app, "Shop", { organisation: "contoso", stackPrefix: "shop" });
    };
    expect(refusal(() => run(both))).toBe(
      `[Shop] organisation "contoso" is Contoso's as well, and both have the stack "backup-prod-australiaeast" in subscription ${SUBSCRIPTION}, with resource groups and vaults of one name: give an estate another organisation, or make them one`,
    );
  });
});

describe("several estates of one subscription", () => {
  const both = (name?: string) => (app: ResilienceApp) => {
    use(app, "Contoso");
    const acme = new Estate(app, "Acme", {
      organisation: "acme",
      homeRegion: "australiaeast",
      inventory: inventoryOf("acme"),
      subscriptions: { prod: SUBSCRIPTION },
      stackPrefix: "acme",
    });
    everything(acme);
    acme.assignPolicy("Azure Backup should be enabled for Virtual Machines", { name });
  };

  test("do not assign policies by one name, which the second deployment would find there already", () => {
    expect(refusal(() => run(both()))).toBe(
      '[acme-governance-prod/azure-backup-should-be-enabled-68b3b1] name "azure-backup-should-be-enabled-for-virtual-machines" is the name of governance-prod/azure-backup-should-be-enabled-68b3b1 at the same scope: give one of them another name',
    );
  });

  test("assign them by a name of their own", () => {
    const { resource } = run(both("acme-backup")).stacks["acme-governance-prod"] as {
      resource: Record<string, Record<string, { name: string }>>;
    };
    const names = Object.values(resource.azurerm_subscription_policy_assignment ?? {}).map(
      ({ name }) => name,
    );
    expect(names).toEqual(["acme-backup"]);
  });
});

describe("an estate's stacks", () => {
  test("need a prefix of a few letters and digits", () => {
    const message = (got: string) =>
      `[Contoso] stackPrefix must be 1 to 12 lower-case letters and digits, starting with a letter, got "${got}"`;
    for (const stackPrefix of ["", "Acme", "a-b", "abcdefghijklm"])
      expect(refusal(() => run((app) => use(app, "Contoso", { stackPrefix })))).toBe(message(stackPrefix));
  });

  test("do not take the id of a stack of the program", () => {
    const own = (app: ResilienceApp) => {
      new ResilienceStack(app, "backup-prod-australiaeast", { subscriptionId: SUBSCRIPTION });
      use(app, "Contoso");
    };
    expect(refusal(() => run(own))).toBe(
      '[Contoso] the stack "backup-prod-australiaeast" is the program\'s already: give an estate a stackPrefix, which its stacks begin with, or other short names of subscriptions',
    );
  });
});

test("a second stack of an id is refused without a stack trace, whoever defines it", () => {
  const twice = (app: ResilienceApp) => {
    new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
    new ResilienceStack(app, "one", { subscriptionId: SUBSCRIPTION });
  };
  expect(refusal(() => run(twice))).toBe('[app] the id "one" is taken: pass another id');
});
