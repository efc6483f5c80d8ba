import { writeFileSync } from 'node:fs';
import { drawSprite, SPRITE_FILE } from './sprite.ts';

writeFileSync(SPRITE_FILE, drawSprite());
