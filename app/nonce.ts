import { createContext } from 'react';

/** The nonce that the content security policy of this response asks of scripts and styles. */
export const Nonce = createContext<string | undefined>(undefined);
