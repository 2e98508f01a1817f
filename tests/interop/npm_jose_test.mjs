// Both ways against npm's jose: what we seal it opens and verifies, what it seals we open and verify.
// Started by CTest with the path of interop_peer. Fails when the module isn't installed: a skipped test proves nothing.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as jose from 'jose'

const peer = process.argv[2]
const folder = mkdtempSync(join(tmpdir(), 'interop-'))
process.on('exit', () => rmSync(folder, { recursive: true }))
const text = (name) => readFileSync(join(folder, name), 'utf8')
const json = (name) => JSON.parse(text(name))

/// RFC 8785 for values of this test, written apart from ours: JSON.stringify already writes numbers and strings so.
function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
    if (value === null || typeof value !== 'object') return JSON.stringify(value)
    const members = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
    return `{${members.join(',')}}`
}

execFileSync(peer, ['seal', folder])
const names = ['operational', 'recovery']
const body = json('body.json')
const kids = (await Promise.all(names.map((name) => jose.calculateJwkThumbprint(json(`${name}.jwk`), 'sha256')))).sort()

// Ours, opened by theirs.
const device = await jose.importJWK(json('device.jwk'), 'ES256')
const deviceKid = await jose.calculateJwkThumbprint(json('device.jwk'), 'sha256')
for (const name of names) {
    const key = await jose.importJWK(json(`${name}.jwk`), 'ECDH-ES+A256KW')
    const envelope = json('envelope.jwe.json')
    const opened = await jose.generalDecrypt(envelope, key, {
        keyManagementAlgorithms: ['ECDH-ES+A256KW'],
        contentEncryptionAlgorithms: ['A256GCM'],
    })
    assert.deepEqual(opened.protectedHeader, {
        alg: 'ECDH-ES+A256KW',
        enc: 'A256GCM',
        typ: 'casustafel-minutes+jwe',
        cty: 'casustafel-minutes+jws',
    })
    const verified = await jose.compactVerify(new TextDecoder().decode(opened.plaintext), device, { algorithms: ['ES256'] })
    assert.deepEqual(verified.protectedHeader, {
        alg: 'ES256',
        kid: deviceKid,
        typ: 'casustafel-minutes+jws',
        cty: 'application/json',
    })
    const payload = new TextDecoder().decode(verified.payload)
    const frame = JSON.parse(payload)
    assert.equal(canonical(frame), payload, 'the payload is canonical by another writer too')
    assert.deepEqual(frame.aud, kids)
    assert.deepEqual(frame.body, body)
    assert.equal(frame.iss, 'CT-0017')
}
const recovered = await jose.generalDecrypt(
    json('recovery.jwe.json'),
    await jose.importJWK(json('recovery.jwk'), 'ECDH-ES+A256KW'),
    { keyManagementAlgorithms: ['ECDH-ES+A256KW'], contentEncryptionAlgorithms: ['A256GCM'] },
)
assert.deepEqual(recovered.protectedHeader, {
    alg: 'ECDH-ES+A256KW',
    enc: 'A256GCM',
    typ: 'casustafel-recovery+jwe',
    cty: 'jwk+json',
})
assert.deepEqual(JSON.parse(new TextDecoder().decode(recovered.plaintext)), {
    kty: 'oct',
    kid: 'c-1',
    k: readFileSync(join(folder, 'database.key')).toString('base64url'),
})
const receipt = await jose.compactVerify(text('receipt.jws'), device, { algorithms: ['ES256'] })
assert.equal(receipt.protectedHeader.typ, 'casustafel-receipt+jws')
assert.deepEqual(JSON.parse(new TextDecoder().decode(receipt.payload)).body, body)

// Theirs, opened by ours.
const pair = await jose.generateKeyPair('ES256', { extractable: true })
const { kty, crv, x, y } = await jose.exportJWK(pair.publicKey)
const foreignDevice = { kty, crv, x, y }
const kid = await jose.calculateJwkThumbprint(foreignDevice, 'sha256')
const sign = (typ, aud) =>
    new jose.CompactSign(
        new TextEncoder().encode(canonical({ iss: 'CT-0017', aud, iat: 1795000000, seq: 1, prev: '', body, pad: '   ' })),
    )
        .setProtectedHeader({ alg: 'ES256', kid, typ, cty: 'application/json' })
        .sign(pair.privateKey)

const encrypt = new jose.GeneralEncrypt(new TextEncoder().encode(await sign('casustafel-minutes+jws', kids))).setProtectedHeader({
    alg: 'ECDH-ES+A256KW',
    enc: 'A256GCM',
    typ: 'casustafel-minutes+jwe',
    cty: 'casustafel-minutes+jws',
})
for (const name of names) {
    const { d, ...open } = json(`${name}.jwk`)
    encrypt
        .addRecipient(await jose.importJWK(open, 'ECDH-ES+A256KW'))
        .setUnprotectedHeader({ kid: await jose.calculateJwkThumbprint(open, 'sha256') })
}
writeFileSync(join(folder, 'foreign-device.jwk'), JSON.stringify(foreignDevice))
writeFileSync(join(folder, 'foreign.jwe.json'), JSON.stringify(await encrypt.encrypt()))
writeFileSync(join(folder, 'foreign.jws'), await sign('casustafel-receipt+jws', []))
const lines = execFileSync(peer, ['open', folder], { encoding: 'utf8' }).trim().split('\n')
assert.deepEqual(lines, [canonical(body), canonical(body), canonical(body)])
console.log('npm jose and this program read each other in both directions')
