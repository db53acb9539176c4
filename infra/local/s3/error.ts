export class S3Error extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export class MissingError extends S3Error {
  readonly bucket: string;
  readonly key: string;

  constructor(bucket: string, key: string) {
    super(404, 'NoSuchKey', 'The specified key does not exist.');
    [this.bucket, this.key] = [bucket, key];
  }
}

export const errorXml = ({ code, message }: S3Error): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;

export const escapeXml = (text: string): string => text.replace(/[<>&'"]/g, (char) => `&#${char.charCodeAt(0)};`);
