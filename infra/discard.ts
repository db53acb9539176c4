import { CfnResource, type IAspect, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnGlobalTable } from 'aws-cdk-lib/aws-dynamodb';
import type { IConstruct } from 'constructs';

/** Lets everything be deleted with its stack, also what otherwise stays: `npm run destroy -- --keep nothing`. */
export class Discarded implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof Stack) node.terminationProtection = false;
    if (node instanceof CfnResource) node.applyRemovalPolicy(RemovalPolicy.DESTROY);
    if (node instanceof CfnGlobalTable) node.addPropertyOverride('Replicas.0.DeletionProtectionEnabled', false);
    if (node instanceof CfnUserPool) node.deletionProtection = 'INACTIVE';
  }
}
