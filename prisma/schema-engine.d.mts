export function diffSchemas(from: string, to: string): Promise<string>;
