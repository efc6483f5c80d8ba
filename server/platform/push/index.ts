export { isEndpoint } from './endpoint.ts';
export { pushSender, type PushSender } from './send.ts';
export { vapidKeysIn, type VapidKeys } from './vapid.ts';
