import { ArnFormat, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import type { Stage } from '../deployment.ts';
import type { Alarms } from './alarms.ts';

/** Notices in percent of the month's budget: spent, and forecast. */
const NOTICES = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'FORECASTED', threshold: 100 },
  { notificationType: 'ACTUAL', threshold: 100 },
];

interface BudgetProps {
  readonly dollars: number;
  readonly stage: Stage;
}

/** Tells those whom alarms reach when a month of the whole account becomes more expensive than `dollars`. */
export function addBudget(scope: Construct, alarms: Alarms, { dollars, stage }: BudgetProps): void {
  const stack = Stack.of(scope);
  const budgets = { service: 'budgets', region: '', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME };
  alarms.letPublish('BudgetsPublish', 'budgets.amazonaws.com', stack.formatArn(budgets));
  new CfnBudget(scope, 'Budget', {
    budget: {
      // Names are unique in the account, and a budget has no region.
      budgetName: `dormouse${stage.suffix}-${stack.region}`,
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: dollars, unit: 'USD' },
    },
    notificationsWithSubscribers: NOTICES.map((notice) => ({
      notification: { ...notice, thresholdType: 'PERCENTAGE', comparisonOperator: 'GREATER_THAN' },
      subscribers: [{ subscriptionType: 'SNS', address: alarms.topic.topicArn }],
    })),
  });
}
