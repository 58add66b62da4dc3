import { regionObstacle, regionWarnings } from "../../lib";
import { vm } from "../support/vms";
import { matrix, obstacle } from "./obstacles";

const REGION = matrix("Region support").slice(1, -1);
const BRAZIL =
  "brazilsoutheast, southcentralus, westcentralus, eastus, eastus2, westus, westus2, northcentralus";

describe("between two regions", () => {
  test("any two of the world will do", () => {
    expect(regionObstacle("Australia East", "uksouth")).toBeUndefined();
    expect(regionWarnings("Australia East", "uksouth")).toEqual([]);
  });

  test("Brazil Southeast is no source", () => {
    expect(regionObstacle("Brazil Southeast", "brazilsouth")).toEqual({
      reason: "Site Recovery replicates to brazilsoutheast, and not from it",
      remedy: "protect the VMs there by backup",
      rule: REGION,
    });
  });

  test("Brazil South is no target, though failback goes there", () => {
    expect(regionObstacle("eastus", "Brazil South")).toEqual({
      reason: "Site Recovery replicates from brazilsouth, and to it in failback alone",
      remedy: "choose another target region",
      rule: REGION,
    });
  });

  test("Brazil South replicates to some regions only", () => {
    expect(regionObstacle("brazilsouth", "eastus2")).toBeUndefined();
    expect(regionObstacle("brazilsouth", "westus3")).toEqual({
      reason: "Site Recovery does not replicate from brazilsouth to westus3",
      remedy: `choose one of ${BRAZIL}`,
      rule: REGION,
    });
  });

  test("a target that only the deployment knows is not judged", () => {
    expect(regionObstacle("brazilsouth", "${var.region}")).toBeUndefined();
  });

  test("what regions have against each other is said of their VMs too", () => {
    expect(obstacle(vm({ region: "brazilsouth" }), {}, "westeurope")).toBe(
      `Site Recovery does not replicate from brazilsouth to westeurope; choose one of ${BRAZIL} [${REGION}]`,
    );
  });

  test("regions that Microsoft keeps for a neighbour's customers are warned of, on either side", () => {
    const warning = (region: string, nearby: string) => ({
      reason: `${region} is kept for customers of ${nearby}`,
      remedy: "ask Microsoft to admit the source and the target subscription",
      rule: REGION,
    });
    expect(regionWarnings("germanywestcentral", "Germany North")).toEqual([
      warning("germanynorth", "germanywestcentral"),
    ]);
    expect(regionWarnings("uaecentral", "francesouth")).toEqual([
      warning("uaecentral", "uaenorth"),
      warning("francesouth", "francecentral"),
    ]);
  });
});

describe("between the zones of one region", () => {
  test("a region of Microsoft's list has nothing against it", () => {
    expect(regionObstacle("Australia East", "australiaeast")).toBeUndefined();
    expect(regionWarnings("Australia East", "australiaeast")).toEqual([]);
  });

  test("one with zones that the list, which is of 2023, does not have is warned of", () => {
    expect(regionObstacle("spaincentral", "spaincentral")).toBeUndefined();
    expect(regionWarnings("spaincentral", "spaincentral")).toEqual([
      {
        reason: "spaincentral is not among the regions that Microsoft lists for replication between zones",
        remedy: "enable it for one VM first, or replicate to another region",
        rule: 'Microsoft Learn, "Enable Azure VM disaster recovery between availability zones": supported regions',
      },
    ]);
  });
});
