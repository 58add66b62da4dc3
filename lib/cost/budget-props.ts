import type { IActionGroup } from "../monitoring/action-group";
import type { BudgetScope } from "./budget-scope";

/** How often a budget starts anew; "Billing…" follows the invoices of pay-as-you-go subscriptions. */
export const TIME_GRAINS = [
  "Monthly",
  "Quarterly",
  "Annually",
  "BillingMonth",
  "BillingQuarter",
  "BillingAnnual",
] as const;
/** The period after which a budget begins anew. */
export type BudgetTimeGrain = (typeof TIME_GRAINS)[number];

/** What costs can be told apart by, as azurerm names it. */
export const DIMENSIONS = [
  "ChargeType",
  "Frequency",
  "InvoiceId",
  "Meter",
  "MeterCategory",
  "MeterSubCategory",
  "PartNumber",
  "PricingModel",
  "Product",
  "ProductOrderId",
  "ProductOrderName",
  "PublisherType",
  "ReservationId",
  "ReservationName",
  "ResourceGroupName",
  "ResourceGuid",
  "ResourceId",
  "ResourceLocation",
  "ResourceType",
  "ServiceFamily",
  "ServiceName",
  "SubscriptionID",
  "SubscriptionName",
  "UnitOfMeasure",
] as const;
/** What a budget can be narrowed to. */
export type BudgetDimension = (typeof DIMENSIONS)[number];

export const OPERATORS = ["GreaterThanOrEqualTo", "GreaterThan", "EqualTo"] as const;
export const THRESHOLD_TYPES = ["Actual", "Forecasted"] as const;

/** Which costs count: those that every dimension and tag lets through, by one of its values. */
export interface BudgetFilter {
  readonly dimensions?: Readonly<Partial<Record<BudgetDimension, readonly string[]>>>;
  readonly tags?: Readonly<Record<string, readonly string[]>>;
}

/** Who is told, and when. Each combination of type, operator and threshold is there once. */
export interface BudgetNotification {
  /** A whole number of percent of the amount, 0 to 1000. */
  readonly threshold: number;
  /** What was spent, or what will be by the end of the period. @default "Actual" */
  readonly type?: (typeof THRESHOLD_TYPES)[number];
  /** @default "GreaterThanOrEqualTo" */
  readonly operator?: (typeof OPERATORS)[number];
  /** One e-mail address or one action group at least. */
  readonly emails?: readonly string[];
  /** Not at a management group. */
  readonly actionGroups?: readonly IActionGroup[];
  /** Names of roles, "Owner", whose members on the scope are sent e-mails as well; not at a management group. */
  readonly roles?: readonly string[];
  /** @default true */
  readonly enabled?: boolean;
}

export interface BudgetProps {
  /** 1 to 63 letters, digits, "_" and "-", unique in its scope. */
  readonly name: string;
  readonly at: BudgetScope;
  /** In the currency of the invoice, 1 at least. */
  readonly amount: number;
  /** @default "Monthly" */
  readonly timeGrain?: BudgetTimeGrain;
  /** 1 to 5. */
  readonly notifications: readonly BudgetNotification[];
  /** @default - all costs of the scope */
  readonly filter?: BudgetFilter;
  /**
   * The month that the budget starts in, "2027-01", in the current period or up to a year ahead: Azure creates none
   * that starts earlier, and changes none.
   * @default - the month of the deployment, worked out by Terraform
   */
  readonly start?: string;
  /** The day after which Azure deletes the budget, "2031-12-31". @default - ten years after the start */
  readonly end?: string;
}
