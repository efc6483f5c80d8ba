export function currentSchema(): string;
export function snapshotSchema(): string;
