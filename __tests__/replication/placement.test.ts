import { AvailabilitySet } from "@cdktf/provider-azurerm/lib/availability-set";
import type { DisasterRecoveryPair } from "../../lib";
import { refusalOf, SUBSCRIPTION, synthesise } from "../support/synthesise";
import { vm } from "../support/vms";
import { pair, REPLICATED_VM, replicating } from "./pair";

type Options = NonNullable<Parameters<DisasterRecoveryPair["replicate"]>[1]>;

const compute = (type: string, name: string, group = "rg-target") =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/Microsoft.Compute/${type}/${name}`;
const SET = compute("availabilitySets", "as-web");
const PROXIMITY = compute("proximityPlacementGroups", "ppg-web");
const RESERVATION = compute("capacityReservationGroups", "crg-web");
const SCALE_SET = compute("virtualMachineScaleSets", "vmss-web");
const ACCOUNT = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stdiag`;

const replicated = (options: Options, machine = vm({ zone: "1" })) =>
  replicating({}, (dr) => dr.replicate(machine, options)).only(REPLICATED_VM);
const refused = (options: Options) => refusalOf(pair({}, (dr) => dr.replicate(vm({ zone: "1" }), options)));

describe("the place of a recovered VM", () => {
  test("is an availability set instead of the VM's zone, since Azure has one or the other", () => {
    const machine = replicated({ targetAvailabilitySetId: SET });
    expect(machine.target_availability_set_id).toBe(SET);
    expect(machine).not.toHaveProperty("target_zone");
  });

  test("is an availability set beside a proximity placement group, which it may be in", () => {
    expect(
      replicated({
        targetAvailabilitySetId: SET,
        targetProximityPlacementGroupId: PROXIMITY,
        targetZone: "none",
      }),
    ).toMatchObject({ target_availability_set_id: SET, target_proximity_placement_group_id: PROXIMITY });
  });

  test("is a zone, with a reservation and a scale set", () => {
    expect(
      replicated({
        targetCapacityReservationGroupId: RESERVATION,
        targetScaleSetId: SCALE_SET,
        targetZone: "3",
      }),
    ).toMatchObject({
      target_zone: "3",
      target_capacity_reservation_group_id: RESERVATION,
      target_virtual_machine_scale_set_id: SCALE_SET,
    });
  });

  test("has the diagnostics of its start in an account of the region, or in Azure's own by default", () => {
    expect(
      replicated({ targetBootDiagnosticsStorageAccountId: ACCOUNT })
        .target_boot_diagnostic_storage_account_id,
    ).toBe(ACCOUNT);
    expect(replicated({})).not.toHaveProperty("target_boot_diagnostic_storage_account_id");
  });

  test("may be a set of the program, whose id only Terraform knows", () => {
    const synthesized = synthesise((stack) => {
      const set = new AvailabilitySet(stack, "Web", {
        name: "as-web",
        location: "centralindia",
        resourceGroupName: "rg-target",
      });
      pair({}, (dr) => dr.replicate(vm(), { targetAvailabilitySetId: set.id }))(stack);
    });
    expect(synthesized.only(REPLICATED_VM).target_availability_set_id).toBe(
      "${azurerm_availability_set.Web.id}",
    );
  });

  test("may be a zone of a region that this version does not know", () => {
    const synthesized = replicating({ targetRegion: "westus9", targetResourceGroup: group }, (dr) =>
      dr.replicate(vm(), { targetZone: "2" }),
    );
    expect(synthesized.only(REPLICATED_VM).target_zone).toBe("2");
  });
});

const group = { name: "rg-target", id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-target` };

describe("an availability set excludes", () => {
  test("a zone, a scale set and a reservation, all said at once", () => {
    const options = {
      targetAvailabilitySetId: SET,
      targetZone: "1",
      targetScaleSetId: SCALE_SET,
      targetCapacityReservationGroupId: RESERVATION,
    } as const;
    expect(refused(options)).toBe(
      [
        "[test/Dr/vm1-abc123] 3 problems:",
        '  - targetZone must be absent, got "1": an availability set excludes it',
        "  - targetScaleSetId must be absent: an availability set excludes it",
        "  - targetCapacityReservationGroupId must be absent: an availability set excludes it",
      ].join("\n"),
    );
  });

  test("VMs that are recovered to another group than its own", () => {
    const elsewhere = compute("availabilitySets", "as-web", "rg-elsewhere");
    expect(refused({ targetAvailabilitySetId: elsewhere })).toBe(
      "[test/Dr/vm1-abc123] targetAvailabilitySetId must be in the target group rg-target, got rg-elsewhere: a VM is in the group of its availability set",
    );
  });

  test("not its own group in another letter case", () => {
    const upper = compute("availabilitySets", "as-web", "RG-TARGET");
    expect(replicated({ targetAvailabilitySetId: upper }).target_availability_set_id).toBe(upper);
  });
});

describe("the place of a recovered VM is refused", () => {
  test("in a proximity placement group with a reservation, which Azure does not have", () => {
    expect(
      refused({ targetProximityPlacementGroupId: PROXIMITY, targetCapacityReservationGroupId: RESERVATION }),
    ).toBe(
      "[test/Dr/vm1-abc123] targetProximityPlacementGroupId must be absent: a capacity reservation excludes it",
    );
  });

  const places = [
    ["targetAvailabilitySetId", SET, "an availability set", "Microsoft.Compute/availabilitySets"],
    [
      "targetProximityPlacementGroupId",
      PROXIMITY,
      "a proximity placement group",
      "Microsoft.Compute/proximityPlacementGroups",
    ],
    [
      "targetCapacityReservationGroupId",
      RESERVATION,
      "a capacity reservation group",
      "Microsoft.Compute/capacityReservationGroups",
    ],
    ["targetScaleSetId", SCALE_SET, "a scale set", "Microsoft.Compute/virtualMachineScaleSets"],
    [
      "targetBootDiagnosticsStorageAccountId",
      ACCOUNT,
      "a storage account",
      "Microsoft.Storage/storageAccounts",
    ],
  ] as const;

  describe.each(places)("by a %s", (name, id, what, type) => {
    const wrong = [
      ["that is a name", id.split("/").at(-1) ?? ""],
      ["that is empty", ""],
      ["of another type", id.replace(type, "Microsoft.Compute/disks")],
      ["with its type in lower case", id.replace(type, type.toLowerCase())],
      ["with resourcegroups in lower case", id.replace("resourceGroups", "resourcegroups")],
      ["of a child resource", `${id}/parts/1`],
    ] as const;

    test.each(wrong)("%s, which azurerm refuses", (_, given) => {
      expect(refused({ [name]: given })).toBe(
        `[test/Dr/vm1-abc123] ${name} must be the ARM id of ${what}, spelt /subscriptions/…/resourceGroups/…/providers/${type}/…, got "${given}"`,
      );
    });
  });
});
