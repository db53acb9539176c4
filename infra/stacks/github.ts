import { type App, CfnOutput, Stack, Validations } from 'aws-cdk-lib';
import { FederatedPrincipal, OidcProviderNative, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Deployment } from '../deployment.ts';

const ISSUER = 'token.actions.githubusercontent.com';

interface GithubStackProps extends Pick<Deployment, 'stage'> {
  /** `owner/repository`. */
  readonly repository: string;
  /** Whether the account knows GitHub as a provider already, as AWS takes one only. */
  readonly known: boolean;
}

/** The role by which .github/workflows/deploy.yml deploys a stage, without keys: GitHub says which job asks. */
export class GithubStack extends Stack {
  constructor(app: App, id: string, { repository, known, stage }: GithubStackProps) {
    super(app, id, { description: 'Dormouse: the role of GitHub' });
    const provider = known
      ? this.formatArn({ service: 'iam', region: '', resource: 'oidc-provider', resourceName: ISSUER })
      : new OidcProviderNative(this, 'Provider', { url: `https://${ISSUER}`, clientIds: ['sts.amazonaws.com'] })
          .oidcProviderArn;
    const asked = {
      [`${ISSUER}:aud`]: 'sts.amazonaws.com',
      [`${ISSUER}:sub`]: `repo:${repository}:environment:${stage.name}`,
    };
    const role = new Role(this, 'Role', {
      assumedBy: new FederatedPrincipal(provider, { StringEquals: asked }, 'sts:AssumeRoleWithWebIdentity'),
    });
    const allow = (actions: string[], ...resources: string[]): void => {
      role.addToPolicy(new PolicyStatement({ actions, resources }));
    };
    // Everything is made by the roles of CDK's bootstrap.
    allow(
      ['sts:AssumeRole'],
      this.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: 'cdk-hnb659fds-*' }),
    );
    allow(['lambda:GetAccountSettings', 'servicequotas:GetServiceQuota'], '*');
    const stacks = { service: 'cloudformation', resource: 'stack', resourceName: `Dormouse*${stage.suffix}/*` };
    allow(['cloudformation:GetTemplate'], this.formatArn(stacks));
    allow(['s3:PutObject'], `arn:${this.partition}:s3:::dormouseservice${stage.suffix}-cloudfrontconsole*/*`);
    const reason =
      "CDK's roles and the console's bucket have names that CDK makes; limits of an account have no names.";
    const wide = [
      '*',
      'arn:<AWS::Partition>:iam::<AWS::AccountId>:role/cdk-hnb659fds-*',
      `arn:<AWS::Partition>:cloudformation:<AWS::Region>:<AWS::AccountId>:stack/Dormouse*${stage.suffix}/*`,
      `arn:<AWS::Partition>:s3:::dormouseservice${stage.suffix}-cloudfrontconsole*/*`,
    ];
    for (const one of wide)
      Validations.of(role).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${one}]`, reason });
    new CfnOutput(this, 'GithubRole', { value: role.roleArn, description: 'AWS_ROLE of the environment in GitHub' });
  }
}
