import type { FullRetention, PointsOfMonth } from "./retention";

/** The retention as the policies for VMs and for file shares write it. */
export function retentionBlocks({ weekly, monthly, yearly }: FullRetention) {
  return {
    retentionWeekly: weekly && { count: weekly.weeks, weekdays: [...weekly.on] },
    retentionMonthly: monthly && { count: monthly.months, ...pointsBlock(monthly) },
    retentionYearly: yearly && { count: yearly.years, months: [...yearly.in], ...pointsBlock(yearly) },
  };
}

/** azurerm takes any value, even false or [], as set: what is not meant must be absent. */
function pointsBlock(points: PointsOfMonth) {
  if ("the" in points) return { weeks: [...points.the], weekdays: [...points.on] };
  return {
    days: points.days.length > 0 ? [...points.days] : undefined,
    includeLastDays: points.lastDay === true ? true : undefined,
  };
}
