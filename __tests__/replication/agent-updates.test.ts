import { AutomationAccount, type ResilienceStack } from "../../lib";
import { refusalOf, resourceGroup, SUBSCRIPTION, type Synthesized, synthesise } from "../support/synthesise";
import { CONTAINER_MAPPING, pair, zonePair } from "./pair";
import { INDIA, JAPAN, pairs } from "./pairs";

const ROLE = "azurerm_role_assignment";
const WAIT = "terraform_data";
const OTHER = "00000000-0000-0000-0000-000000000001";
const PRINCIPAL = "11111111-2222-3333-4444-555555555555";

const accountId = (name: string, subscription = SUBSCRIPTION) =>
  `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Automation/automationAccounts/${name}`;

const accountIn = (stack: ResilienceStack) =>
  new AutomationAccount(stack, "Automation", {
    name: "aa-contoso-dr",
    resourceGroup: resourceGroup(stack, "centralindia", "Updates"),
  });

const imported = (stack: ResilienceStack, name = "aa-theirs", facts = { principalId: PRINCIPAL }) =>
  AutomationAccount.fromAutomationAccountId(stack, name, accountId(name), facts);

const mappings = (synthesized: Synthesized) => Object.values(synthesized.all(CONTAINER_MAPPING));
const BLOCK = {
  enabled: true,
  automation_account_id: "${azurerm_automation_account.Automation.id}",
  authentication_type: "SystemAssignedIdentity",
};

describe("updates of the Mobility service", () => {
  const own = pair((stack) => ({ agentUpdates: { account: accountIn(stack) } }));

  test("are switched on in both directions, since machines that came back need them as well", () => {
    expect(mappings(synthesise(own)).map((mapping) => mapping.automatic_update)).toEqual([BLOCK, BLOCK]);
  });

  test("are left out otherwise, since azurerm never settles on a block that says no", () => {
    for (const mapping of mappings(synthesise(pair())))
      expect(mapping).not.toHaveProperty("automatic_update");
  });

  test("give the account's identity Contributor on the vault, and nothing else", () => {
    const { role_definition_id, ...rest } = synthesise(own).only(ROLE);
    expect(rest).toEqual({
      scope: "${azurerm_recovery_services_vault.Vault.id}",
      principal_id: "${azurerm_automation_account.Automation.identity[0].principal_id}",
      principal_type: "ServicePrincipal",
      description: "Site Recovery updates the Mobility service with this identity",
    });
    expect(role_definition_id).toMatch(/b24988ac-6180-42a0-ab88-20f7382dd24c$/);
  });

  test("wait for the role to be known before the first mapping, since Azure would refuse the account", () => {
    const synthesized = synthesise(own);
    const [wait] = synthesized.addresses(WAIT);
    expect(synthesized.only(WAIT).provisioner).toMatchObject([
      { "local-exec": { command: "sleep 180 || ping -n 181 127.0.0.1" } },
    ]);
    for (const mapping of mappings(synthesized)) expect(mapping.depends_on).toContain(wait);
  });

  test.each([0, 1800])("wait %d seconds where that is said", (roleWaitSeconds) => {
    const define = pair((stack) => ({ agentUpdates: { account: accountIn(stack), roleWaitSeconds } }));
    expect(synthesise(define).only(WAIT).provisioner).toMatchObject([
      { "local-exec": { command: `sleep ${roleWaitSeconds} || ping -n ${roleWaitSeconds + 1} 127.0.0.1` } },
    ]);
  });

  test("grant nothing where somebody else does", () => {
    const synthesized = synthesise(
      pair((stack) => ({ agentUpdates: { account: imported(stack), grantRole: false } })),
    );
    expect(synthesized.all(ROLE)).toEqual({});
    expect(synthesized.all(WAIT)).toEqual({});
    expect(mappings(synthesized)[0]).toMatchObject({
      automatic_update: { automation_account_id: accountId("aa-theirs") },
    });
  });

  test("are set up once for all pairs of the vault, since Site Recovery takes one account", () => {
    const synthesized = synthesise((stack) => {
      const agentUpdates = { account: accountIn(stack) };
      pairs([
        { ...INDIA, agentUpdates },
        { ...JAPAN, agentUpdates },
      ])(stack);
    });
    const [wait] = synthesized.addresses(WAIT);
    expect([synthesized.addresses(ROLE), synthesized.addresses(WAIT)].map((all) => all.length)).toEqual([
      1, 1,
    ]);
    expect(mappings(synthesized)).toHaveLength(4);
    for (const mapping of mappings(synthesized))
      expect(mapping).toMatchObject({ automatic_update: BLOCK, depends_on: expect.arrayContaining([wait]) });
  });

  test("grant the role when a later pair asks for it, though an earlier one did not", () => {
    const synthesized = synthesise((stack) => {
      const account = accountIn(stack);
      pairs([
        { ...INDIA, agentUpdates: { account, grantRole: false } },
        { ...JAPAN, agentUpdates: { account } },
      ])(stack);
    });
    expect(synthesized.addresses(ROLE)).toHaveLength(1);
  });

  test("have the same addresses whichever pair comes first", () => {
    const addresses = (...names: readonly (typeof INDIA)[]) => {
      const synthesized = synthesise((stack) => {
        const agentUpdates = { account: accountIn(stack) };
        pairs(names.map((one) => ({ ...one, agentUpdates })))(stack);
      });
      return [...synthesized.addresses(ROLE), ...synthesized.addresses(WAIT)];
    };
    expect(addresses(JAPAN, INDIA)).toEqual(addresses(INDIA, JAPAN));
  });

  test("may be those of one pair alone", () => {
    const synthesized = synthesise((stack) =>
      pairs([INDIA, { ...JAPAN, agentUpdates: { account: accountIn(stack) } }])(stack),
    );
    expect(mappings(synthesized).map((mapping) => mapping.automatic_update !== undefined)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test("work between zones as well", () => {
    const define = zonePair((stack) => ({ agentUpdates: { account: accountIn(stack) } }));
    expect(mappings(synthesise(define)).map((mapping) => mapping.automatic_update)).toEqual([BLOCK, BLOCK]);
  });
});

describe("updates of the Mobility service are refused", () => {
  test("with a second account in the vault", () => {
    const two = (stack: ResilienceStack) =>
      pairs([
        { ...INDIA, agentUpdates: { account: imported(stack, "aa-first") } },
        { ...JAPAN, agentUpdates: { account: imported(stack, "aa-second") } },
      ])(stack);
    expect(refusalOf(two)).toBe(
      `[test/Japan] agentUpdates.account must be the one of the vault's other pairs, ${accountId("aa-first").toLowerCase()}: Site Recovery takes one for a vault`,
    );
  });

  test("with an account of another subscription than the vault", () => {
    const elsewhere = pair((stack) => {
      const id = accountId("aa-theirs", OTHER);
      const facts = { principalId: PRINCIPAL };
      return {
        agentUpdates: { account: AutomationAccount.fromAutomationAccountId(stack, "Theirs", id, facts) },
      };
    });
    expect(refusalOf(elsewhere)).toBe(
      `[test/Dr] agentUpdates.account must be in the vault's subscription ${SUBSCRIPTION}, got ${OTHER}: Site Recovery takes no other`,
    );
  });

  test("with an imported account whose identity nobody knows, so that it cannot get the role", () => {
    const unknown = pair((stack) => ({
      agentUpdates: { account: imported(stack, "aa-theirs", {} as never) },
    }));
    expect(refusalOf(unknown)).toBe(
      "[test/Dr] agentUpdates.account must say the principalId of its identity, which gets a role on the vault: pass it to fromAutomationAccountId, or set grantRole to false",
    );
  });

  test.each([-1, 1801, 1.5])("with a wait of %d seconds", (roleWaitSeconds) => {
    const define = pair((stack) => ({ agentUpdates: { account: accountIn(stack), roleWaitSeconds } }));
    expect(refusalOf(define)).toBe(
      `[test/Dr] agentUpdates.roleWaitSeconds must be 0 to 1800 seconds, got ${roleWaitSeconds}: Azure takes ten minutes at most`,
    );
  });
});
