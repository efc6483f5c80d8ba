import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { downloadHeaders, isDownloadRequest } from './download.ts';
import { agrees, sniff } from './media-type.ts';
import { fileName } from './name.ts';

const latin = (text: string) => Buffer.from(text, 'latin1');

describe('the content', () => {
  test.each([
    ['pdf', latin('%PDF-1.7\n1 0 obj')],
    ['pdf', latin('\xef\xbb\xbf%PDF-1.4')],
    ['pdf', latin('scanned by device 7\r\n%PDF-1.4')],
    ['jpeg', latin('\xff\xd8\xff\xe0\0\x10JFIF')],
    ['png', latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')],
    ['gif', latin('GIF89a\x01\0')],
    ['webp', latin('RIFF\x24\0\0\0WEBPVP8 ')],
    ['dicom', Buffer.concat([Buffer.alloc(128), latin('DICM\x02\0')])],
    ['text', Buffer.from('検査結果\r\n1. 血圧\t120/80', 'utf8')],
    ['text', Buffer.from('PKD follow-up; BMI 25', 'utf8')],
  ] as const)('of a %s file is told', (kind, bytes) => {
    expect(sniff(bytes)).toBe(kind);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['HTML', latin('<!doctype html><script>')],
    ['HTML after white space', latin('\r\n  <html>')],
    ['SVG', latin('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['XML after a byte order mark', latin('\xef\xbb\xbf<?xml version="1.0"?>')],
    ['a ZIP', latin('PK\x03\x04\x14\0')],
    ['a ZIP that is also a PDF', latin('PK\x03\x04\x14\0%PDF-1.4')],
    ['a page that is also a PDF', latin('<html><!-- %PDF-1.4')],
    ['a program', latin('MZ\x90\0\x03\0\0\0')],
    ['a program that is also a PDF', latin('MZ\x90\0\x03\0%PDF-1.4')],
    ['Office', latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')],
    ['a gzip', latin('\x1f\x8b\x08\0\0')],
    ['compressed bytes', deflateSync(Buffer.alloc(100))],
    ['a terminal escape', latin('hello \x1b[31m')],
    ['a PDF header too late', latin(`${'x'.repeat(1_020)}\0%PDF-1.4`)],
  ])('of %s is refused', (_name, bytes) => {
    expect(sniff(bytes)).toBeNull();
  });
});

describe('name and declaration', () => {
  test.each([
    ['pdf', 'letter.pdf', 'application/pdf'],
    ['pdf', 'letter.PDF', ''],
    ['jpeg', 'scan.jpeg', 'image/jpg'],
    ['dicom', 'IM000001', 'application/octet-stream'],
    ['dicom', 'ct.dcm', 'application/dicom'],
    ['text', '所見.txt', 'text/plain; charset=utf-8'],
  ] as const)('%s: %s as %j agree', (kind, name, declared) => {
    expect(agrees(kind, name, declared)).toBe(true);
  });

  test.each([
    ['pdf', 'letter.jpg', 'application/pdf'],
    ['pdf', 'letter.pdf', 'text/html'],
    ['pdf', 'letter.pdf.exe', 'application/pdf'],
    ['pdf', 'letter', 'application/pdf'],
    ['text', 'page.html', 'text/plain'],
    ['text', '.txt', 'text/plain'],
    ['png', 'x.svg', 'image/png'],
  ] as const)('%s: %s as %j do not', (kind, name, declared) => {
    expect(agrees(kind, name, declared)).toBe(false);
  });
});

describe('a file name', () => {
  test.each([
    ['診療情報提供書.pdf', '診療情報提供書.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\sato\\scan.jpg', 'scan.jpg'],
    ['a\r\nb\0.txt', 'ab.txt'],
    ['fdp.\u202egpj.exe', 'fdp.gpj.exe'],
    ['..', 'file'],
    ['', 'file'],
    ['  a   b.txt ', 'a b.txt'],
    ['が.txt', 'が.txt'.normalize('NFC')],
    [`${'𠮷'.repeat(200)}.pdf`, `${'𠮷'.repeat(116)}.pdf`],
  ])('%j becomes %j', (given, name) => {
    expect(fileName(given)).toBe(name);
  });
});

describe('a download', () => {
  test('is saved under its name and can do nothing in the browser', () => {
    expect(downloadHeaders({ name: "診療'(1).pdf", byteSize: 12 })).toEqual({
      'Content-Type': 'application/octet-stream',
      'Content-Length': '12',
      'Content-Disposition': `attachment; filename="file.pdf"; filename*=UTF-8''%E8%A8%BA%E7%99%82%27%281%29.pdf`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'no-store',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Accept-Ranges': 'none',
    });
  });

  test('has a header of one line whatever its name', () => {
    const { 'Content-Disposition': value } = downloadHeaders({
      name: 'a"\r\nX: y;\u2028.pdf',
      byteSize: 1,
    });
    expect(value).toMatch(/^[\x20-\x7e]+$/);
    expect(value).toContain('filename="file.pdf"');
  });

  test('is refused as a picture, script or frame', () => {
    expect(['document', 'empty', undefined].every(isDownloadRequest)).toBe(true);
    expect(['image', 'iframe', 'script', 'object', 'embed', ''].some(isDownloadRequest)).toBe(
      false,
    );
  });
});
