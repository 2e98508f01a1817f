// The side of npm's jose for mutants_test.py: reads an envelope a line (base64url) and answers with 'refused' or with
// 'accepted' and the payload. Its argument is the folder with the keys.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as jose from 'jose'

const key = (name) => JSON.parse(readFileSync(join(process.argv[2], name), 'utf8'))
const opens = await jose.importJWK(key('operational.jwk'), 'ECDH-ES+A256KW')
const device = await jose.importJWK(key('device.jwk'), 'ES256')
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

async function payload(envelope) {
    const opened = await jose.generalDecrypt(JSON.parse(strict.decode(envelope)), opens, {
        keyManagementAlgorithms: ['ECDH-ES+A256KW'],
        contentEncryptionAlgorithms: ['A256GCM'],
    })
    return (await jose.compactVerify(strict.decode(opened.plaintext), device, { algorithms: ['ES256'] })).payload
}

for await (const line of createInterface({ input: process.stdin })) {
    let answer = 'refused'
    try {
        answer = `accepted ${Buffer.from(await payload(Buffer.from(line, 'base64url'))).toString('base64url')}`
    } catch {
        // Whatever it throws is a refusal.
    }
    process.stdout.write(`${answer}\n`)
}
