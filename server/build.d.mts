export function buildForum(): Promise<{ dir: string; made: boolean }>;
export function isBuilt(): boolean;
