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
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { ORIGIN_HEADER } from '../../shared/lambda/http/origin.ts';
import type { Domain, Edge } from '../deployment.ts';
import type { Service } from '../features/feature.ts';
import { ConsoleSite } from './console-site.ts';
import type { ContactsApi } from './contacts-api.ts';

/**
 * The API's public names: the operator's domain, CloudFront, or both. An output is the target for the DNS entry.
 * Returns the public URL; null when it is the one that AWS gives.
 */
export function addEdge(
  scope: Construct,
  { api, files }: Pick<Service, 'api' | 'files'>,
  { domain, cloudFront }: Edge,
): string | null {
  if (domain) api.hosts.push(domain.name);
  if (cloudFront) return new CloudFront(scope, 'CloudFront', { api, files, domain, webAcl: cloudFront.webAcl }).url;
  return domain && addApiDomain(scope, api, domain);
}

function addApiDomain(scope: Construct, { api, stage }: ContactsApi, { name, certificate }: Domain): string {
  const domainName = new DomainName(scope, 'Domain', {
    domainName: name,
    certificate: Certificate.fromCertificateArn(scope, 'Certificate', certificate),
  });
  new ApiMapping(scope, 'Mapping', { api, stage, domainName });
  return output(scope, `https://${name}`, domainName.regionalDomainName);
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
  readonly url: string;

  constructor(scope: Construct, id: string, { api, files, domain, webAcl }: CloudFrontProps) {
    super(scope, id);
    const secret = originSecret(this);
    const toApi = apiBehavior(this, api, secret);
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Dormouse',
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      defaultBehavior: new ConsoleSite(this, 'Console', { files: files.origin }).behavior,
      defaultRootObject: 'index.html',
      additionalBehaviors: {
        '/api/*': toApi,
        // Its answers set cookies, which only the caller may see: they are not cached either.
        '/auth/*': toApi,
        '/health': toApi,
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
    api.hosts.push(distribution.domainName);
    api.requireOrigin(secret.secretArn, distribution);
    this.url = output(scope, `https://${domain?.name ?? distribution.domainName}`, distribution.domainName);
  }
}

/** By which functions know CloudFront's requests from those that go past it. CloudFormation fills it in. */
function originSecret(scope: Construct): Secret {
  const secret = new Secret(scope, 'OriginSecret', {
    description: 'Dormouse: the header of requests that come by CloudFront',
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
  });
  Validations.of(secret).acknowledge({
    id: 'AwsSolutions::AwsSolutions-SMG4',
    reason: 'CloudFront and functions would have to change it at the same moment. Alone it opens nothing.',
  });
  return secret;
}

const apiBehavior = (scope: Construct, { url }: ContactsApi, secret: Secret): BehaviorOptions => ({
  // API Gateway knows its APIs by `Host`, so the viewer's cannot be passed on.
  origin: new HttpOrigin(Fn.select(2, Fn.split('/', url)), {
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    // CloudFormation reads it, when CloudFront is told.
    customHeaders: { [ORIGIN_HEADER]: secret.secretValue.unsafeUnwrap() },
  }),
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  allowedMethods: AllowedMethods.ALLOW_ALL,
  // No redirect, so that a token sent in clear never seems to work.
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
  compress: false,
  functionAssociations: [{ function: keepHost(scope), eventType: FunctionEventType.VIEWER_REQUEST }],
});

/** Links in answers use the requested host (shared/lambda/http/read-request.ts), not a caller's value of the header. */
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

function output(scope: Construct, url: string, target: string): string {
  const stack = Stack.of(scope);
  new CfnOutput(stack, 'PublicUrl', { value: url });
  new CfnOutput(stack, 'DomainTarget', { value: target, description: 'What the DNS entry of domainName points to' });
  return url;
}
