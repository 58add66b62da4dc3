import fc from "fast-check";
import { canonicalId, parseResourceId, resourceGroupId, resourceId } from "../../lib/core/resource-id";
import { SUBSCRIPTION } from "../support/synthesise";
import { vmId } from "../support/vms";

const VM = "Microsoft.Compute/virtualMachines";

/** Names as Azure allows them. */
const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,30}$/);

/** A text and the same in some other letter case. */
const otherCase = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => [...text].map((c, i) => (upper[i] ? c.toUpperCase() : c.toLowerCase())).join(""));

const anyId = fc
  .record({ subscription: fc.uuid(), group: name, vm: name })
  .map(({ subscription, group, vm }) => resourceId(subscription, group, VM, vm));

describe("the canonical id of a resource", () => {
  test("is one for all letter cases, since Azure takes ids without regard to case", () => {
    fc.assert(
      fc.property(
        anyId.chain((id) => fc.tuple(fc.constant(id), otherCase(id))),
        ([id, same]) => {
          expect(canonicalId(same, VM)).toBe(canonicalId(id, VM));
        },
      ),
    );
  });

  test("is its own canonical id, so that writing it down and reading it again changes nothing", () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const canonical = canonicalId(id, VM) ?? "";

        expect(canonicalId(canonical, VM)).toBe(canonical);
      }),
    );
  });

  test("is different for different resources, so that no two become one", () => {
    fc.assert(
      fc.property(anyId, anyId, (a, b) => {
        expect(canonicalId(a, VM) === canonicalId(b, VM)).toBe(a.toLowerCase() === b.toLowerCase());
      }),
    );
  });

  test("has the type's segments as azurerm wants them, and names in lower case", () => {
    const id = `/SUBSCRIPTIONS/${SUBSCRIPTION.toUpperCase()}/resourcegroups/RG-App/providers/microsoft.compute/VIRTUALMACHINES/VM-1`;

    expect(canonicalId(id, VM)).toBe(
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app/providers/Microsoft.Compute/virtualMachines/vm-1`,
    );
  });

  test("is none of a resource of another type, since it would name another thing", () => {
    expect(canonicalId(vmId("vm1"), "Microsoft.Compute/disks")).toBeUndefined();
  });
});

describe("an ARM id", () => {
  test("has a subscription, a group, a type and a name, as they were written", () => {
    expect(parseResourceId(vmId("VM-1"))).toEqual({
      subscriptionId: SUBSCRIPTION,
      resourceGroup: "rg-app",
      type: VM,
      name: "VM-1",
    });
  });

  test.each([
    "",
    "vm1",
    `/subscriptions/${SUBSCRIPTION}`,
    `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`,
    `/subscriptions/${SUBSCRIPTION}/providers/${VM}/vm1`,
    `${vmId("vm1")}/`,
    `${vmId("vm1")}/extensions`,
    `https://management.azure.com${vmId("vm1")}`,
    vmId("vm1").replace("/resourceGroups/rg-app", "/resourceGroups/"),
  ])("is not %j, which names no resource of a group", (text) => {
    expect(parseResourceId(text)).toBeUndefined();
  });

  test("is composed of the parts that it is read into", () => {
    fc.assert(
      fc.property(fc.uuid(), name, name, (subscriptionId, resourceGroup, vm) => {
        expect(parseResourceId(resourceId(subscriptionId, resourceGroup, VM, vm))).toEqual({
          subscriptionId,
          resourceGroup,
          type: VM,
          name: vm,
        });
      }),
    );
  });

  test("of a resource group ends with its name", () => {
    expect(resourceGroupId(SUBSCRIPTION, "rg-app")).toBe(
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-app`,
    );
  });
});
