import { CfnOutput, Fn, Stack, Validations } from 'aws-cdk-lib';
import { ApiMapping, DomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import type { Domain, Edge } from '../deployment.ts';
import type { Service } from '../features/feature.ts';
import { ConsoleSite } from './console-site.ts';
import type { ContactsApi } from './contacts-api.ts';

/** The API's public names: the operator's domain, CloudFront, or both. An output is the target for the DNS entry. */
export function addEdge(
  scope: Construct,
  { api, files }: Pick<Service, 'api' | 'files'>,
  { domain, cloudFront }: Edge,
): void {
  if (cloudFront) new CloudFront(scope, 'CloudFront', { api, files, domain, webAcl: cloudFront.webAcl });
  else if (domain) addApiDomain(scope, api, domain);
}

function addApiDomain(scope: Construct, { api, stage }: ContactsApi, { name, certificate }: Domain): void {
  const domainName = new DomainName(scope, 'Domain', {
    domainName: name,
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificate),
  });
  new ApiMapping(scope, 'Mapping', { api, stage, domainName });
  output(scope, `https://${name}`, domainName.regionalDomainName);
}

interface CloudFrontProps extends Pick<Service, 'api' | 'files'> {
  readonly domain: Domain | null;
  readonly webAcl: string | null;
}

/**
 * The console at `/` and the API on one origin. No answer is cached, because each is for its caller only. It gives the
 * API TLS near the caller, HTTP/3, and a place for a firewall. Compression is off, since it weakens ETags.
 */
class CloudFront extends Construct {
  constructor(scope: Construct, id: string, { api, files, domain, webAcl }: CloudFrontProps) {
    super(scope, id);
    const toApi = apiBehavior(this, api);
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Dormouse',
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      defaultBehavior: new ConsoleSite(this, 'Console', { files: files.origin }).behavior,
      defaultRootObject: 'index.html',
      additionalBehaviors: {
        '/api/*': toApi,
        // For senders of messages.
        '/in/*': toApi,
      },
      ...(webAcl && { webAclId: webAcl }),
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificate),
      }),
    });
    acknowledge(distribution, domain);
    output(scope, `https://${domain?.name ?? distribution.domainName}`, distribution.domainName);
  }
}

const apiBehavior = (scope: Construct, { url }: ContactsApi): BehaviorOptions => ({
  // API Gateway knows its APIs by `Host`, so the viewer's cannot be passed on.
  origin: new HttpOrigin(Fn.select(2, Fn.split('/', url)), {
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
  }),
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  allowedMethods: AllowedMethods.ALLOW_ALL,
  // No redirect, so that a token sent in clear never seems to work.
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  compress: false,
  functionAssociations: [{ function: keepHost(scope), eventType: FunctionEventType.VIEWER_REQUEST }],
});

/** Links in answers use the requested host (shared/lambda/public-url.ts), not a caller's value of the header. */
const keepHost = (scope: Construct): EdgeFunction =>
  new EdgeFunction(scope, 'KeepHost', {
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(
      "function handler({ request }) { request.headers['x-forwarded-host'] = { value: request.headers.host.value }; return request; }",
    ),
  });

function acknowledge(distribution: Distribution, domain: Domain | null): void {
  const because = (rule: string, reason: string): void =>
    Validations.of(distribution).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
  because('CFR1', 'Programmes and those who run them are in any country.');
  because('CFR2', 'A web ACL costs $5 a month and more; the context value `webAclArn` adds one.');
  because(
    'CFR3',
    'Its logs would hold query strings, in which there are phone numbers; the API logs each request without.',
  );
  if (!domain)
    because('CFR4', "With CloudFront's own name its certificate sets the oldest TLS; with `domainName` it is 1.2.");
}

function output(scope: Construct, url: string, target: string): void {
  const stack = Stack.of(scope);
  new CfnOutput(stack, 'PublicUrl', { value: url });
  new CfnOutput(stack, 'DomainTarget', { value: target, description: 'What the DNS entry of domainName points to' });
}
