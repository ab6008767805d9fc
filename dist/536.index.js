export const id = 536;
export const ids = [536];
export const modules = {

/***/ 9536:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  auditTenant: () => (/* binding */ auditTenant)
});

// EXTERNAL MODULE: ./src/base/failure.ts
var base_failure = __webpack_require__(2571);
// EXTERNAL MODULE: ./src/base/numbers.ts
var base_numbers = __webpack_require__(2399);
// EXTERNAL MODULE: ./src/disk/output-folder.ts + 1 modules
var output_folder = __webpack_require__(296);
// EXTERNAL MODULE: ./src/gates/gate-words.ts
var gate_words = __webpack_require__(9201);
// EXTERNAL MODULE: ./src/base/lossless-json.ts
var lossless_json = __webpack_require__(7778);
// EXTERNAL MODULE: ./src/users/sponsors.ts
var users_sponsors = __webpack_require__(2637);
// EXTERNAL MODULE: ./src/users/user.ts
var users_user = __webpack_require__(1157);
// EXTERNAL MODULE: ./src/users/user-type.ts
var user_type = __webpack_require__(6490);
// EXTERNAL MODULE: ./src/privacy/folded-text.ts
var folded_text = __webpack_require__(430);
// EXTERNAL MODULE: ./src/privacy/pseudonyms.ts
var privacy_pseudonyms = __webpack_require__(7985);
;// CONCATENATED MODULE: ./src/privacy/value-filter.ts
const bits = 2 ** 28;
const probes = 8;
/** A Bloom filter of 32 MiB: of ten million values it takes one of some ten thousand others for its own. */
function createValueFilter() {
    const bytes = new Uint8Array(bits / 8);
    return {
        add(value) {
            const [one, step] = [hash(value, firstSeed), hash(value, secondSeed) | 1];
            for (let probe = 0; probe < probes; probe += 1) {
                const place = ((one + Math.imul(probe, step)) >>> 0) % bits;
                bytes[place >>> 3] = bytes[place >>> 3] | (1 << (place & 7));
            }
        },
        has(value) {
            const [one, step] = [hash(value, firstSeed), hash(value, secondSeed) | 1];
            for (let probe = 0; probe < probes; probe += 1) {
                const place = ((one + Math.imul(probe, step)) >>> 0) % bits;
                if ((bytes[place >>> 3] & (1 << (place & 7))) === 0)
                    return false;
            }
            return true;
        },
    };
}
const [firstSeed, secondSeed] = [0x811c9dc5, 0x2f0b4a17];
/** FNV-1a over UTF-16 code units, and what mixes its bits. */
function hash(text, seed) {
    let value = seed;
    for (let i = 0; i < text.length; i += 1)
        value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
    value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
    return (value ^ (value >>> 16)) >>> 0;
}

;// CONCATENATED MODULE: ./src/privacy/disclosure.ts







/** @returns undefined when nothing is hidden: then nothing passes here */
function createDisclosure({ redact, pseudonymize, pseudonymKey }, tenantId) {
    if (redact.length + pseudonymize.length === 0)
        return undefined;
    const lower = (names) => new Set(names.map((name) => name.toLowerCase()));
    const [redacted, pseudonymized] = [lower(redact), lower(pseudonymize)];
    const pseudonyms = pseudonymize.length > 0 ? (0,privacy_pseudonyms/* createPseudonyms */.K)(pseudonymKey, tenantId) : undefined;
    const filter = createValueFilter();
    const hiddenNames = [...redact, ...pseudonymize];
    const isRedacted = (property) => redacted.has(property.toLowerCase());
    const isHidden = (property) => isRedacted(property) || pseudonymized.has(property.toLowerCase());
    /** A single text of a hidden property. */
    function shownText(property, text) {
        if (isRedacted(property) || pseudonyms === undefined)
            return folded_text/* redactedText */.Q2;
        if (text === '')
            return text;
        const address = property === 'proxyAddresses' ? (0,folded_text/* withoutProtocol */.rM)(text) : text;
        return text.slice(0, text.length - address.length) + pseudonyms.of(property, address);
    }
    function value(property, given) {
        if (isRedacted(property))
            return undefined;
        if (relations.has(property))
            return shownRelated(property, given);
        return pseudonymized.has(property.toLowerCase())
            ? eachText(given, (text) => shownText(property, text))
            : eachText(given, (text) => reach(text, []));
    }
    /** The manager, or each of the sponsors. */
    function shownRelated(property, given) {
        if (Array.isArray(given))
            return given.map((one) => shownPerson(property, one));
        return given === null || given === undefined ? null : shownPerson(property, given);
    }
    function shownPerson(property, person) {
        const whole = pseudonymized.has(property);
        const member = (name) => {
            const text = person[name];
            if (typeof text !== 'string')
                return text ?? null;
            if (isRedacted(name))
                return null;
            if (isHidden(name))
                return shownText(name, text);
            return whole ? (pseudonyms?.of(name, text) ?? null) : reach(text, []);
        };
        return { id: member('id'), userPrincipalName: member('userPrincipalName') };
    }
    /** What is hidden of a user and must not stand elsewhere, the longest first. */
    function tellingOf(user) {
        const telling = [];
        const learn = (property, given) => eachText(given, (text) => {
            const address = (0,folded_text/* withoutProtocol */.rM)(text);
            const shown = isRedacted(property) ? folded_text/* redactedText */.Q2 : (pseudonyms?.of(property, address) ?? folded_text/* redactedText */.Q2);
            for (const form of (0,folded_text/* formsOf */.XP)(text))
                telling.push({ form, shown });
            return text;
        });
        for (const name of Object.keys(user)) {
            if (relations.has(name) || !isHidden(name))
                continue;
            learn(name, user[name]);
        }
        for (const { relation, person } of peopleOf(user)) {
            for (const name of personMembers)
                if (isHidden(name) || isHidden(relation))
                    learn(name, person[name]);
        }
        return telling.sort((a, b) => b.form.length - a.form.length);
    }
    /** Hides what is hidden elsewhere and stands in this text as well. */
    function reach(given, own) {
        let text = given;
        for (const { form, shown } of own) {
            if ((0,folded_text/* foldText */.TH)(text).includes(form))
                text = replaceFolded(text, form, shown);
        }
        const address = (0,folded_text/* withoutProtocol */.rM)(text);
        const whole = (0,folded_text/* foldText */.TH)(address).trim();
        if (isKnown(whole))
            return text.slice(0, text.length - address.length) + shownOf(whole);
        return text.replace(/[^\s,;<>()"'|:#[\]{}=/\\]+/g, (sign) => {
            const word = withoutFullStop(sign);
            const form = (0,folded_text/* foldText */.TH)(word);
            return isKnown(form) ? shownOf(form) + sign.slice(word.length) : sign;
        });
    }
    // Only then it is asked for by property.
    const isKnown = (form) => (0,folded_text/* mayBeForm */.pA)(form) && filter.has(form);
    function remember(name, text) {
        for (const form of (0,folded_text/* formsOf */.XP)(text)) {
            filter.add(form);
            filter.add(`${name}\n${form}`);
        }
    }
    function shownOf(form) {
        const name = hiddenNames.find((one) => filter.has(`${one}\n${form}`)) ?? '';
        return isRedacted(name) || pseudonyms === undefined ? folded_text/* redactedText */.Q2 : pseudonyms.of(name, form);
    }
    return {
        facts: { redacted: [...redact].sort(), pseudonymized: [...pseudonymize].sort(), keyId: pseudonyms?.keyId ?? null },
        isHidden,
        properties: (all) => all.filter((name) => !isRedacted(name)),
        see(user) {
            for (const name of hiddenNames) {
                const given = relations.has(name) ? undefined : sentValue(user, name);
                eachText(given, (text) => {
                    remember(name, text);
                    return text;
                });
            }
            for (const { relation, person } of peopleOf(user)) {
                for (const member of personMembers) {
                    const name = isHidden(member) ? member : isHidden(relation) ? relation : undefined;
                    const text = person[member];
                    if (name === undefined || typeof text !== 'string')
                        continue;
                    remember(name, text);
                }
            }
        },
        user(user) {
            const own = tellingOf(user);
            const shown = Object.entries(user).flatMap(([name, given]) => {
                if (isRedacted(name))
                    return [];
                if (name === user_type/* typeProperty */.sf)
                    return [[name, given]];
                if (relations.has(name))
                    return [[name, shownRelated(name, given)]];
                if (isHidden(name))
                    return [[name, value(name, given)]];
                // By it lists are found and sorted.
                if (name === 'id')
                    return [[name, given]];
                return [[name, eachText(given, (text) => reach(text, own))]];
            });
            return Object.fromEntries(shown);
        },
        value,
        text: (text) => reach(text, []),
    };
}
/** Properties that name other people. */
const relations = new Set([users_user/* managerProperty */.h4, users_sponsors/* sponsorsProperty */.f]);
const personMembers = ['id', 'userPrincipalName'];
function peopleOf(user) {
    return [...relations].flatMap((relation) => {
        const people = [user[relation] ?? []].flat();
        return people.flatMap((person) => (person === null ? [] : { relation, person }));
    });
}
function sentValue(user, name) {
    if (Object.hasOwn(user, name))
        return user[name];
    const spelled = Object.keys(user).find((key) => key.toLowerCase() === name.toLowerCase());
    return spelled === undefined ? undefined : user[spelled];
}
/** Puts another text in place of each within a value, however deep; numbers, booleans and names of members stay. */
function eachText(given, change) {
    if (typeof given === 'string')
        return change(given);
    if (typeof given !== 'object' || given === null || (0,lossless_json/* isRawNumber */.K)(given))
        return given ?? null;
    if (Array.isArray(given))
        return given.map((item) => eachText(item, change));
    return Object.fromEntries(Object.entries(given).map(([name, member]) => [name, eachText(member, change)]));
}
function withoutFullStop(word) {
    let end = word.length;
    while (end > 0 && '.!?…'.includes(word[end - 1]))
        end -= 1;
    return word.slice(0, end);
}
/** Where case and forms move no character, the piece goes; otherwise nobody knows where it is, and the whole goes. */
function replaceFolded(text, form, shown) {
    const folded = (0,folded_text/* foldText */.TH)(text);
    if (folded.length !== text.length || folded !== text.toLowerCase())
        return shown;
    let rest = '';
    let from = 0;
    for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, from)) {
        rest += text.slice(from, at) + shown;
        from = at + form.length;
    }
    return rest + text.slice(from);
}

// EXTERNAL MODULE: ./src/users/reconcile.ts
var reconcile = __webpack_require__(6896);
// EXTERNAL MODULE: ./src/audit/announce.ts
var announce = __webpack_require__(380);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/compare/comparison.ts
var compare_comparison = __webpack_require__(3002);
;// CONCATENATED MODULE: ./src/users/user-name.ts
function nameOf({ id, userPrincipalName, displayName }) {
    return { id, userPrincipalName: textOr(userPrincipalName), displayName: textOr(displayName) };
}
function textOr(value) {
    return typeof value === 'string' ? value : null;
}

;// CONCATENATED MODULE: ./src/compare/notable-changes.ts

/** In the order in which they are told. */
const notableTexts = {
    'became-member': {
        one: 'guest became a member',
        many: 'guests became members',
        why: 'A member may read more of the directory than a guest, and rules and policies for guests no longer hold.',
        fix: 'Ask who changed the type of the user, and why.',
    },
    'enabled-again': {
        one: 'account was enabled again',
        many: 'accounts were enabled again',
        why: 'Whoever still has its password, or a session of old, gets in again.',
        fix: 'Ask who enabled it, and whether the person is back.',
    },
    'licence-while-disabled': {
        one: 'disabled account got a licence',
        many: 'disabled accounts got licences',
        why: 'Nobody can use it: it is paid for in vain, or the account is about to be enabled.',
        fix: 'Ask who assigned it. Take it away, or expect the account to be enabled.',
    },
    'created-again': {
        one: 'account was created again under the same name',
        many: 'accounts were created again under the same names',
        why: 'It is another account. Groups and roles of the old one are gone, and what people send to the name now reaches the new one.',
        fix: 'Ask who created it. A deleted account can be restored for 30 days instead.',
    },
};
/** What is notable about two states of one user. @param properties those that both states were asked for */
function notableChanges(before, after, properties) {
    const found = [];
    const note = (kind, property) => {
        if (properties.includes(property))
            found.push({ kind, before: before[property], after: after[property] });
    };
    if (before.userType === 'Guest' && after.userType === 'Member')
        note('became-member', 'userType');
    if (before.accountEnabled === false && after.accountEnabled === true)
        note('enabled-again', 'accountEnabled');
    if (after.accountEnabled === false && hasMore(before.assignedLicenses, after.assignedLicenses)) {
        note('licence-while-disabled', 'assignedLicenses');
    }
    return found;
}
/** Whether there is a licence now that was not there before. */
function hasMore(before, after) {
    const had = new Set(productsOf(before));
    return productsOf(after).some((product) => !had.has(product));
}
function productsOf(licences) {
    return Array.isArray(licences) ? licences.map((licence) => licence?.skuId) : [];
}
const sampleSize = 20;
/** @param properties those that both lists have */
function watchNotableChanges(properties) {
    const counts = noCounts();
    const samples = [];
    return {
        onDifferent(before, after) {
            for (const change of notableChanges(before, after, properties)) {
                counts[change.kind] += 1;
                if (counts[change.kind] <= sampleSize)
                    samples.push({ ...change, user: nameOf(after) });
            }
        },
        finish(comparison) {
            if (comparison === undefined)
                return { counts: noCounts(), samples: [] };
            const again = comparison.samples.recreated.slice(0, sampleSize).map((one) => {
                const user = { id: one.addedId, userPrincipalName: one.userPrincipalName, displayName: null };
                return { kind: 'created-again', user, before: one.removedId, after: one.addedId };
            });
            return { counts: { ...counts, 'created-again': comparison.counts.recreated }, samples: [...samples, ...again] };
        },
    };
}
function noCounts() {
    return { 'became-member': 0, 'enabled-again': 0, 'licence-while-disabled': 0, 'created-again': 0 };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/disk/scratch-file.ts
var scratch_file = __webpack_require__(6834);
;// CONCATENATED MODULE: ./src/disk/json-array-spool.ts



const comma = Buffer.from(',\n');
/** @param path of the file that holds them meanwhile; made when there is something to hold */
function createJsonArraySpool(path) {
    let count = 0;
    let chunks = [];
    const scratch = (0,scratch_file/* createScratchFile */.L)(path);
    async function flush() {
        if (chunks.length === 0)
            return;
        const full = chunks;
        chunks = [];
        await scratch.write(full);
    }
    return {
        get count() {
            return count;
        },
        add(item) {
            if (count > 0)
                chunks.push(comma);
            // A copy: what comes out of a file lies in memory that is used again.
            chunks.push(Buffer.from(item));
            count += 1;
        },
        flush,
        async close() {
            await scratch.end();
        },
        async copyTo(file) {
            await flush();
            await file.write([Buffer.from(count === 0 ? '[' : '[\n')]);
            if (await scratch.end())
                await copy(path, file);
            await file.write([Buffer.from(count === 0 ? ']' : '\n]')]);
        },
    };
}
/** Through one piece of memory: a stream would leave a new one behind for each block, and nothing makes room for them. */
async function copy(path, file) {
    const handle = await (0,output_folder/* guardDisk */.DU)(path, () => (0,promises_.open)(path, 'r'));
    const block = Buffer.allocUnsafeSlow(128 * 1024);
    try {
        for (;;) {
            const { bytesRead } = await handle.read(block);
            if (bytesRead === 0)
                return;
            await file.write([block.subarray(0, bytesRead)]);
        }
    }
    finally {
        await handle.close();
    }
}

;// CONCATENATED MODULE: ./src/disk/json-document.ts
/**
 * Writes a JSON object whose arrays are too long for memory, an item of theirs a line, and ends the file.
 *
 * @param head the members that come first, indented for people
 * @param arrays the members behind them, in their order
 */
async function writeJsonDocument(file, head, arrays) {
    await file.write([Buffer.from(JSON.stringify(head, null, 2).replace(/\n\}$/, ''))]);
    for (const [name, array] of Object.entries(arrays)) {
        await file.write([Buffer.from(`,\n  ${JSON.stringify(name)}: `)]);
        await array.copyTo(file);
    }
    await file.write([Buffer.from('\n}\n')]);
    await file.close();
}

;// CONCATENATED MODULE: ./src/disk/min-heap.ts
/**
 * A binary heap: with a hundred runs to merge, comparing each item with all of them would cost most of the time.
 *
 * @param comesFirst whether `a` is less than `b`
 */
function createMinHeap(comesFirst) {
    const heap = [];
    function sink() {
        const sinking = heap[0];
        let place = 0;
        for (let left = 1; left < heap.length; left = 2 * place + 1) {
            const right = left + 1;
            const least = right < heap.length && comesFirst(heap[right], heap[left]) ? right : left;
            if (!comesFirst(heap[least], sinking))
                break;
            heap[place] = heap[least];
            place = least;
        }
        heap[place] = sinking;
    }
    return {
        top: () => heap[0],
        push(item) {
            let place = heap.push(item) - 1;
            while (place > 0) {
                const parent = (place - 1) >> 1;
                if (!comesFirst(item, heap[parent]))
                    break;
                heap[place] = heap[parent];
                place = parent;
            }
            heap[place] = item;
        },
        pop() {
            const last = heap.pop();
            if (last === undefined || heap.length === 0)
                return;
            heap[0] = last;
            sink();
        },
        sink,
    };
}

;// CONCATENATED MODULE: ./src/disk/merge-sorted.ts

const portionLength = 2_000;
/** Merges sorted sources into one sorted sequence, in portions. */
async function* mergeSorted(sources) {
    const heap = createMinHeap((a, b) => a.head < b.head);
    try {
        for (const source of sources) {
            const items = await source.next();
            const [head] = items;
            if (head !== undefined)
                heap.push({ source, items, index: 0, head });
        }
        let portion = [];
        for (let top = heap.top(); top !== undefined; top = heap.top()) {
            portion.push(top.head);
            top.index += 1;
            if (top.index === top.items.length) {
                top.items = await top.source.next();
                top.index = 0;
            }
            const head = top.items[top.index];
            if (head === undefined)
                heap.pop();
            else {
                top.head = head;
                heap.sink();
            }
            if (portion.length === portionLength) {
                yield portion;
                portion = [];
            }
        }
        if (portion.length > 0)
            yield portion;
    }
    finally {
        for (const source of sources)
            await source.close();
    }
}

;// CONCATENATED MODULE: ./src/disk/pair-sort.ts





/** Characters held in memory before a run is written. */
const defaultLimit = 3 * 1024 * 1024;
const blockBytes = 16 * 1024;
const lineFeed = 0x0a;
/**
 * @param name of the files in `folder`, which takes them away by itself
 * @param limit characters held in memory before a run is written
 */
function createPairSort(folder, name, limit = defaultLimit) {
    let lines = [];
    let length = 0;
    const runs = [];
    async function spill() {
        const path = (0,external_node_path_.join)(folder, `${name}-${runs.length}`);
        const sorted = lines.sort();
        lines = [];
        length = 0;
        const file = (0,scratch_file/* createScratchFile */.L)(path);
        try {
            for (let from = 0; from < sorted.length; from += 1_000) {
                await file.write([Buffer.from(`${sorted.slice(from, from + 1_000).join('\n')}\n`)]);
            }
        }
        finally {
            await file.end();
        }
        runs.push(path);
    }
    return {
        add(key, value) {
            // The closing quote of a key sorts no key between another and its pairs; lone surrogates come out as escapes.
            const line = `${JSON.stringify(key)}\t${JSON.stringify(value)}`;
            lines.push(line);
            length += line.length;
        },
        async flush() {
            if (length >= limit)
                await spill();
        },
        async *sorted() {
            const rest = lines.sort();
            lines = [];
            for await (const portion of mergeSorted([...runs.map(linesOf), inMemory(rest)])) {
                yield portion.map((line) => {
                    const tab = line.indexOf('\t');
                    return { key: JSON.parse(line.slice(0, tab)), value: JSON.parse(line.slice(tab + 1)) };
                });
            }
        },
    };
}
function inMemory(items) {
    let rest = items;
    return {
        async next() {
            const all = rest;
            rest = [];
            return all;
        },
        async close() { },
    };
}
/** One block of memory a run, read into again and again: hundreds of thousands of them would be waiting to be freed. */
function linesOf(path) {
    let handle;
    let block = Buffer.allocUnsafeSlow(blockBytes);
    let cut = 0;
    return {
        async next() {
            handle ??= await (0,output_folder/* guardDisk */.DU)(path, () => (0,promises_.open)(path, 'r'));
            for (;;) {
                if (cut === block.length)
                    block = Buffer.concat([block, Buffer.allocUnsafeSlow(block.length)]);
                const { bytesRead } = await handle.read(block, cut, block.length - cut);
                if (bytesRead === 0)
                    return [];
                const filled = cut + bytesRead;
                const end = block.subarray(0, filled).lastIndexOf(lineFeed);
                if (end < 0) {
                    cut = filled;
                    continue;
                }
                const lines = block.toString('utf8', 0, end).split('\n');
                block.copyWithin(0, end + 1, filled);
                cut = filled - end - 1;
                return lines;
            }
        },
        async close() {
            await handle?.close();
        },
    };
}

// EXTERNAL MODULE: ./node_modules/d3-dsv/dist/d3-dsv.mjs
var d3_dsv = __webpack_require__(6545);
// EXTERNAL MODULE: ./src/list/formats/csv.ts
var formats_csv = __webpack_require__(2159);
// EXTERNAL MODULE: ./src/list/formats/csv-cells.ts
var csv_cells = __webpack_require__(8615);
;// CONCATENATED MODULE: ./src/list/csv-table.ts



/** @param columns heads of our own */
function createCsvTable(folder, name, columns) {
    let rows = [`${formats_csv/* byteOrderMark */.y2}${(0,d3_dsv/* csvFormatRow */.oz)([...columns])}${formats_csv/* rowEnd */.mA}`];
    let file;
    async function flush() {
        file ??= await folder.create(name);
        const text = rows.join('');
        rows = [];
        await file.write([Buffer.from(text)]);
        return file;
    }
    async function finish() {
        const whole = await flush();
        await whole.close();
        return whole;
    }
    return {
        add: (row) => rows.push(row.map(csv_cells/* csvCell */.rK).join(',') + formats_csv/* rowEnd */.mA),
        async flush() {
            if (rows.length > 0)
                await flush();
        },
        finish,
        async discard() {
            await (await finish()).discard();
        },
    };
}

// EXTERNAL MODULE: ./src/users/license-names.ts + 1 modules
var license_names = __webpack_require__(3824);
;// CONCATENATED MODULE: ./src/compare/changes-table.ts



/** Schemas' README tells what they mean. */
const columns = [
    'kind',
    'id',
    'userPrincipalName',
    'displayName',
    'property',
    'before',
    'after',
    'deletedDateTime',
];
function createChangesTable(folder) {
    const table = createCsvTable(folder, 'changes.csv', columns);
    function add(kind, { id, userPrincipalName, displayName }, { property, before, after, deletedDateTime } = {}) {
        table.add([kind, id, userPrincipalName, displayName, property, before, after, deletedDateTime]);
    }
    return {
        added: (user) => add('added', nameOf(user)),
        removed: (user) => add('removed', nameOf(user), { deletedDateTime: user.deletedDateTime }),
        changed(user) {
            for (const change of user.changes)
                add(change.churn ? 'churn' : 'changed', user, (0,license_names/* withNamesOfLicenses */.Y0)(change));
        },
        recreated({ userPrincipalName, removedId, addedId }) {
            const name = { id: addedId, userPrincipalName, displayName: null };
            add('recreated', name, { property: 'id', before: removedId, after: addedId });
        },
        flush: table.flush,
        finish: table.finish,
        discard: table.discard,
    };
}

// EXTERNAL MODULE: ./src/compare/user-changes.ts
var user_changes = __webpack_require__(5632);
;// CONCATENATED MODULE: ./src/compare/write-changes.ts







/** The report takes samples as one text, and the earlier list may have been made to be long. */
const write_changes_sampleSize = 1_000;
const sampleBytes = 8 * 1024 * 1024;
function createChangesWriter({ folder, compared, countChurn, csv = false, onCounted, }) {
    const arrays = {
        added: createJsonArraySpool((0,external_node_path_.join)(folder.scratch, 'added')),
        removed: createJsonArraySpool((0,external_node_path_.join)(folder.scratch, 'removed')),
        changed: createJsonArraySpool((0,external_node_path_.join)(folder.scratch, 'changed')),
        recreated: createJsonArraySpool((0,external_node_path_.join)(folder.scratch, 'recreated')),
    };
    const table = csv ? createChangesTable(folder) : undefined;
    const names = createPairSort(folder.scratch, 'moved');
    const samples = { added: [], removed: [], changed: [], recreated: [] };
    let churned = 0;
    let found = 0;
    const room = { added: sampleBytes, removed: sampleBytes, changed: sampleBytes, recreated: sampleBytes };
    function keep(kind, item, bytes) {
        const sample = samples[kind];
        if (sample.length >= write_changes_sampleSize || room[kind] < bytes)
            return;
        room[kind] -= bytes;
        sample.push(item);
    }
    function rememberName({ id, userPrincipalName }, added) {
        if (typeof userPrincipalName === 'string')
            names.add(userPrincipalName.toLowerCase(), { added, id });
    }
    async function findRecreated() {
        let name;
        let removedId;
        let addedId;
        for await (const portion of names.sorted()) {
            for (const { key, value } of portion) {
                if (key !== name)
                    [name, removedId, addedId] = [key, undefined, undefined];
                if (value.added)
                    addedId = value.id;
                else
                    removedId = value.id;
                if (addedId === undefined || removedId === undefined)
                    continue;
                const recreated = { userPrincipalName: key, removedId, addedId };
                [removedId, addedId] = [undefined, undefined];
                const text = JSON.stringify(recreated);
                arrays.recreated.add(text);
                table?.recreated(recreated);
                keep('recreated', recreated, text.length);
            }
            await arrays.recreated.flush();
            await table?.flush();
        }
    }
    return {
        onAdded(user, line) {
            arrays.added.add(line);
            table?.added(user);
            keep('added', user, line.length);
            rememberName(user, true);
        },
        get found() {
            return found;
        },
        onRemoved(user, _line, deletedDateTime) {
            const removed = deletedDateTime === undefined ? user : { ...user, deletedDateTime };
            if (typeof deletedDateTime === 'string')
                found += 1;
            // Written anew: bytes that are no UTF-8 stay out.
            const text = JSON.stringify(removed);
            arrays.removed.add(text);
            table?.removed(removed);
            keep('removed', removed, text.length);
            rememberName(user, false);
        },
        onDifferent(before, after) {
            const changes = (0,user_changes/* compareUsers */.uq)(before, after, compared).map((change) => user_changes/* churnProperties */.Gg.has(change.property) ? { ...change, churn: true } : change);
            if (changes.length === 0)
                return;
            const counted = countChurn || changes.some((change) => !('churn' in change));
            if (counted)
                onCounted?.(after.id);
            else
                churned += 1;
            const changed = { ...nameOf(after), counted, changes };
            const text = JSON.stringify(changed);
            arrays.changed.add(text);
            table?.changed(changed);
            if (counted)
                keep('changed', changed, text.length);
        },
        async flush() {
            await names.flush();
            await table?.flush();
            for (const array of Object.values(arrays))
                await array.flush();
        },
        async discard() {
            for (const array of Object.values(arrays))
                await array.close();
            await table?.discard();
        },
        async finish(head) {
            await findRecreated();
            const counts = {
                added: arrays.added.count,
                removed: arrays.removed.count,
                changed: arrays.changed.count - churned,
                churned,
                recreated: arrays.recreated.count,
            };
            const file = await folder.create('changes.json');
            await writeJsonDocument(file, { schemaVersion: 1, ...head, counts }, arrays);
            return { files: [file, ...(table ? [await table.finish()] : [])], counts, samples };
        },
    };
}

// EXTERNAL MODULE: ./src/findings/rules/rule.ts
var rules_rule = __webpack_require__(6866);
;// CONCATENATED MODULE: ./src/gates/judge-gates.ts



/** Judges every gate, whatever the others say. */
function judgeGates(gates, facts) {
    return gates.map((gate) => ({ gate: gate.text, ...judge(gate, facts) }));
}
function judge(gate, facts) {
    switch (gate.kind) {
        case 'unreconciled':
            return decide(!facts.reconciled, `the list holds ${(0,base_numbers/* count */.U9)(facts.listed)}, ${(0,reconcile/* evidenceText */.rS)(facts, 'after it')}`);
        case 'change':
            return judgeChange(gate, facts);
        case 'finding':
            return judgeFinding(gate, facts);
        case 'severity':
            return judgeSeverity(gate, facts);
        case 'certificate': {
            const days = facts.certificateDays;
            if (days === undefined)
                return { state: 'passed', fails: false, detail: 'no certificate is used' };
            return decide(days < gate.days, `the certificate has ${(0,base_numbers/* plural */.LS)(days, 'day')} left; the gate wants at least ${gate.days}`);
        }
    }
}
function judgeChange({ what, more, percent }, facts) {
    const { changes, baseline } = facts;
    const { usersBefore } = changes ?? {};
    if (changes === undefined || usersBefore === undefined)
        return withoutBaseline(baseline);
    const number = changes.counts[what];
    const share = number === 0 ? 0 : (100 * number) / usersBefore;
    const value = percent ? share : number;
    const was = what === 'changed' ? 'changed' : `${number === 1 ? 'was' : 'were'} ${what}`;
    const shown = percent ? ` (${Number.isFinite(share) ? Number(share.toFixed(2)) : 'more than 100'}%)` : '';
    const of = what === 'added'
        ? `${number} ${number === 1 ? 'user' : 'users'} ${was}, to ${usersBefore} before`
        : `${number} of ${usersBefore} users ${was}`;
    return decide(value > more, `${of}${shown}; the gate allows ${more}${percent ? '%' : ''}`);
}
/** Rules that could not be judged are named: a gate that passed must not say more than is known. */
function judgeSeverity({ severity }, { rules }) {
    const grave = rules_rule/* severities */.gO.slice(rules_rule/* severities */.gO.indexOf(severity));
    const higher = severity === 'high' ? '' : ' or higher';
    const concerned = [...rules].filter(([, rule]) => grave.includes(rule.severity));
    const judged = concerned.filter(([, rule]) => rule.judged);
    const missing = concerned.filter(([, rule]) => !rule.judged).map(([id]) => id);
    if (judged.every(([, rule]) => rule.apart && rule.open === 0)) {
        const detail = missing.length > 0
            ? `select leaves out what the rules of severity ${severity}${higher} need`
            : `no rule of severity ${severity}${higher} is on`;
        return { state: 'not-judged', fails: true, detail, lacks: missing.length > 0 ? 'properties' : 'rules' };
    }
    const open = judged.reduce((all, [, rule]) => all + sum(grave.map((one) => rule.bySeverity[one])), 0);
    const unknown = missing.length > 0 ? ` (not judged, for want of properties in select: ${missing.join(', ')})` : '';
    return decide(open > 0, `${open} open ${open === 1 ? 'finding' : 'findings'} of severity ${severity}${higher}; the gate allows none${unknown}`);
}
function sum(numbers) {
    return numbers.reduce((all, number) => all + number, 0);
}
function judgeFinding({ rule, onlyNew }, facts) {
    const found = facts.rules.get(rule);
    if (!found?.judged) {
        return {
            state: 'not-judged',
            fails: true,
            ...(found?.input === undefined
                ? { detail: 'select leaves out a property that the rule needs', lacks: 'properties' }
                : { detail: `the input ${found.input} did not give what the rule needs` }),
        };
    }
    if (!onlyNew)
        return decide(found.open > 0, `${found.open} open ${found.open === 1 ? 'finding' : 'findings'}; the gate allows none`);
    if (facts.baseline !== 'yes')
        return withoutBaseline(facts.baseline);
    if (found.firstTime)
        return { state: 'not-judged', fails: false, detail: 'the rule was judged for the first time' };
    if (found.new === null) {
        return { state: 'not-judged', fails: true, detail: 'the findings of the earlier audit cannot be read' };
    }
    return decide(found.new > 0, `${found.new} new ${found.new === 1 ? 'finding' : 'findings'}; the gate allows none`);
}
/** No gate fails at the first audit: otherwise there would never be a second. */
function withoutBaseline(baseline) {
    return baseline === 'first'
        ? { state: 'not-judged', fails: false, detail: 'there is nothing to compare with yet' }
        : {
            ...{ state: 'not-judged', fails: true, detail: 'there is no comparison with an earlier list' },
            lacks: 'comparison',
        };
}
function decide(fails, detail) {
    return { state: fails ? 'failed' : 'passed', fails, detail };
}

;// CONCATENATED MODULE: ./src/disk/line-reader.ts

/** A file that is not what its name says. */
class LinesProblem extends Error {
}
const line_reader_blockBytes = 256 * 1024;
/** A user with every property has some 10 KiB; an endless line must not fill the memory. */
const longestLine = 8 * 1024 * 1024;
/** For files of an earlier audit, which anybody may have made: many long lines must not fill it either. */
const longestEarlierLine = 256 * 1024;
const line_reader_lineFeed = 0x0a;
/**
 * @param longest bytes of a line; more is a problem with the file
 * @param bytes how much is read at once; it grows for a line that is longer
 */
function openLineReader(path, longest = longestLine, bytes = line_reader_blockBytes) {
    let handle;
    let block = Buffer.allocUnsafeSlow(bytes);
    /** Where the first line that was not given out begins, and where what was read ends. */
    let from = 0;
    let filled = 0;
    let number = 0;
    const tooLong = () => new LinesProblem(`line ${number + 1} is longer than any user`);
    return {
        async next() {
            handle ??= await (0,promises_.open)(path, 'r');
            block.copyWithin(0, from, filled);
            filled -= from;
            from = 0;
            for (;;) {
                if (filled === block.length)
                    block = Buffer.concat([block, Buffer.allocUnsafeSlow(block.length)]);
                const { bytesRead } = await handle.read(block, filled, block.length - filled);
                if (bytesRead === 0) {
                    if (filled > 0)
                        throw new LinesProblem(`it is cut: line ${number + 1} has no end`);
                    return [];
                }
                const seen = filled;
                filled += bytesRead;
                const lines = [];
                for (let end = block.indexOf(line_reader_lineFeed, seen); end >= 0 && end < filled; end = block.indexOf(line_reader_lineFeed, from)) {
                    if (end - from > longest)
                        throw tooLong();
                    lines.push(block.subarray(from, end));
                    from = end + 1;
                    number += 1;
                }
                if (filled - from > longest)
                    throw tooLong();
                if (lines.length > 0)
                    return lines;
            }
        },
        async close() {
            await handle?.close();
            handle = undefined;
        },
    };
}

;// CONCATENATED MODULE: ./src/list/user-lines.ts

const start = Buffer.from('{"id":"');
const quote = 0x22;
const closing = 0x7d;
const carriageReturn = 0x0d;
/**
 * Opens a users.jsonl. The order of its ids is checked on the way: two lists can only be merged when both are sorted.
 *
 * @param longest bytes of a line; what {@link openLineReader} takes by default
 */
function openUserLines(path, longest) {
    const lines = openLineReader(path, longest);
    let number = 0;
    let lastId = '';
    function read(line) {
        number += 1;
        if (line.at(-1) === carriageReturn) {
            throw new LinesProblem(`line ${number} ends with CR LF: the list was rewritten with the line ends of Windows`);
        }
        const end = line.indexOf(quote, start.length);
        if (!line.subarray(0, start.length).equals(start) || end < 0 || line.at(-1) !== closing) {
            throw new LinesProblem(`line ${number} is no user: it must begin with {"id":"`);
        }
        const id = line.toString('utf8', start.length, end);
        if (id <= lastId)
            throw new LinesProblem(`line ${number} is out of order: the list must be sorted by id`);
        lastId = id;
        return { id, line };
    }
    return { next: async () => (await lines.next()).map(read), close: lines.close };
}

;// CONCATENATED MODULE: ./src/list/deletions.ts


function openDeletions(path) {
    const lines = openUserLines(path);
    let portion = [];
    let index = 0;
    let isAtEnd = false;
    async function head() {
        if (index === portion.length && !isAtEnd) {
            portion = await lines.next();
            index = 0;
            isAtEnd = portion.length === 0;
        }
        return portion[index];
    }
    return {
        async of(id) {
            let user = await head();
            while (user !== undefined && user.id < id) {
                index += 1;
                user = await head();
            }
            if (user?.id !== id)
                return null;
            return (0,lossless_json/* parseLossless */.I)(user.line.toString()).deletedDateTime ?? null;
        },
        close: lines.close,
    };
}

;// CONCATENATED MODULE: ./src/list/walk-lists.ts






const walk_lists_portionLength = 1_000;
/** Of earlier users, which may be long. */
const portionBytes = 8 * 1024 * 1024;
/** Graph nests its values three deep; what is written as JSON again must not overflow the stack. */
const deepest = 32;
/**
 * Walks through today's list, and through an earlier one beside it, once and line by line: memory does not grow with
 * either.
 *
 * @returns how many users the earlier list held; or why it turned out to be unusable, in which case what was told of
 *   differences holds for nothing, while every user of today was told
 */
async function walkLists({ today, before, deleted, signal }, visitors) {
    const lines = openUserLines(today);
    const earlier = before === undefined ? undefined : createCursor(openUserLines(before, longestEarlierLine));
    const deletions = before === undefined || deleted === undefined ? undefined : openDeletions(deleted);
    let lost = before === undefined ? 'there is none' : undefined;
    const tell = (what) => {
        for (const visitor of visitors)
            what(visitor);
    };
    const flush = async () => {
        for (const visitor of visitors)
            await visitor.flush?.();
    };
    const everybody = visitors.some(({ onUser }) => onUser !== undefined);
    let removed = 0;
    let gathered = 0;
    /** Half a directory may be gone at once: what gathers is written out in between. */
    const flushWhenMuch = async (line) => {
        gathered += line.length;
        if (removed < walk_lists_portionLength && gathered < portionBytes)
            return;
        [removed, gathered] = [0, 0];
        await flush();
    };
    /** @returns the first user who is not before `id` */
    const removeUntil = async (id) => {
        for (;;) {
            const head = earlier?.head ?? (await earlier?.fill());
            if (head === undefined || (id !== undefined && head.id >= id))
                return head;
            const user = parseUser(head);
            const deletedDateTime = await deletions?.of(head.id);
            tell((visitor) => visitor.onRemoved?.(user, head.line, deletedDateTime));
            earlier?.shift();
            removed += 1;
            await flushWhenMuch(head.line);
        }
    };
    const compare = async ({ id, line }, today) => {
        const head = await removeUntil(id);
        if (head?.id !== id) {
            const user = today();
            tell((visitor) => visitor.onAdded?.(user, line));
            return;
        }
        if (!head.line.equals(line)) {
            const old = parseUser(head);
            const user = today();
            tell((visitor) => visitor.onDifferent?.(old, user));
            await flushWhenMuch(head.line);
        }
        earlier?.shift();
    };
    /** Nearly everybody: nothing is waited for. @returns whether the user at hand was passed in both lists */
    const passSame = ({ id, line }) => {
        const head = earlier?.head;
        if (head?.id !== id || !head.line.equals(line))
            return false;
        earlier?.shift();
        return true;
    };
    /** Whatever is wrong with the earlier list must not cost today's. */
    const unlessLost = async (work) => {
        if (lost !== undefined)
            return;
        try {
            await work();
        }
        catch (error) {
            // Failures are of our own disk, where the comparison is written: those are not the earlier list's.
            if (error instanceof base_failure/* Failure */.H)
                throw error;
            lost = error.message;
        }
    };
    try {
        for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
            signal.throwIfAborted();
            for (const line of portion) {
                let parsed;
                // Most users are the same in both lists: they are compared as they lie there.
                const user = () => {
                    parsed ??= (0,lossless_json/* parseLossless */.I)(line.line.toString());
                    return parsed;
                };
                if (everybody)
                    tell((visitor) => visitor.onUser?.(user(), line.line));
                if (lost === undefined && !passSame(line))
                    await unlessLost(() => compare(line, user));
            }
            await flush();
        }
        await unlessLost(() => removeUntil(undefined));
        await flush();
    }
    finally {
        await lines.close();
        await earlier?.close();
        await deletions?.close();
    }
    return lost === undefined ? { users: earlier?.passed ?? 0 } : { reason: lost };
}
function parseUser({ line, id }) {
    let user;
    try {
        user = (0,lossless_json/* parseLossless */.I)(line.toString());
    }
    catch {
        // Told below, in words that name no user.
    }
    if (user?.id !== id)
        throw new LinesProblem('one of its lines is not JSON');
    if (isDeeper(user, deepest))
        throw new LinesProblem('one of its users is nested deeper than any user');
    if (!(0,users_user/* hasTypesOfGraph */.Fd)(user))
        throw new LinesProblem('one of its users has values of types that Graph does not send');
    return user;
}
function isDeeper(value, levels) {
    if (typeof value !== 'object' || value === null)
        return false;
    return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
function createCursor(lines) {
    let portion = [];
    let index = 0;
    let passed = 0;
    return {
        get head() {
            return portion[index];
        },
        get passed() {
            return passed;
        },
        shift() {
            index += 1;
            passed += 1;
        },
        async fill() {
            portion = await lines.next();
            index = 0;
            return portion[0];
        },
        close: lines.close,
    };
}

// EXTERNAL MODULE: ./src/privacy/encryption.ts
var encryption = __webpack_require__(1195);
// EXTERNAL MODULE: ./src/audit/hide-filter.ts + 1 modules
var hide_filter = __webpack_require__(1238);
;// CONCATENATED MODULE: ./src/disk/json-lines-spool.ts



/** @param path of the file; made when there is something to hold */
function createJsonLinesSpool(path) {
    let count = 0;
    let texts = [];
    const scratch = (0,scratch_file/* createScratchFile */.L)(path);
    function addText(text) {
        texts.push(text);
        count += 1;
    }
    async function flush() {
        if (texts.length === 0)
            return;
        const block = Buffer.from(`${texts.join('\n')}\n`);
        texts = [];
        await scratch.write([block]);
    }
    return {
        get count() {
            return count;
        },
        add: (value) => addText(JSON.stringify(value)),
        addText,
        flush,
        async close() {
            await scratch.end();
        },
        async *portions() {
            await flush();
            if (!(await scratch.end()))
                return;
            const lines = openLineReader(path);
            try {
                for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
                    yield portion.map((line) => (0,lossless_json/* parseLossless */.I)(line.toString()));
                }
            }
            finally {
                await lines.close();
            }
        },
    };
}

;// CONCATENATED MODULE: ./src/audit/review/marks.ts


function createMarks(path) {
    const spool = createJsonLinesSpool(path);
    return {
        onAdded: ({ id }) => spool.add([id, true]),
        onChanged: (id) => spool.add([id, false]),
        flush: spool.flush,
        async end() {
            await spool.flush();
            await spool.close();
            return { path: spool.count === 0 ? undefined : path };
        },
    };
}
async function readMarks({ path }, table) {
    if (path === undefined)
        return;
    const lines = openLineReader(path);
    try {
        for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
            for (const line of portion) {
                const [id, isNew] = JSON.parse(line.toString());
                if (isNew)
                    table.onAdded?.({ id }, line);
                else
                    table.onChanged(id);
            }
        }
    }
    finally {
        await lines.close();
    }
}

;// CONCATENATED MODULE: ./src/audit/assess.ts











/**
 * Compares today's list with an earlier one, and tells what all that looked at its users has found.
 *
 * Whatever is wrong with the earlier one costs the comparison, never today's list.
 */
async function assess(options, host) {
    const { inputs, tenantId, roster, credential, folder, read, review, recycleBin, found } = options;
    const { list, written } = read;
    const { signal, log } = host;
    const now = host.pace.now();
    const today = written.lines;
    const csv = inputs.formats.includes('csv');
    const properties = (0,compare_comparison/* comparedProperties */.Nu)(found, written.properties);
    // By the ids as they are published: so do both lists have them.
    const { shown, truth } = recycleBin.list ?? {};
    const deleted = shown?.properties.includes('deletedDateTime') ? shown.lines : undefined;
    const marks = createMarks((0,external_node_path_.join)(folder.scratch, 'marks'));
    const changes = createChangesWriter({
        folder,
        compared: properties.compared,
        countChurn: inputs.countChurn,
        csv,
        onCounted: marks.onChanged,
    });
    const notable = watchNotableChanges(properties.compared);
    const before = found.state === 'ready' ? found.users : undefined;
    const reviewing = review.of(read, before !== undefined);
    reviewing.catch(() => { });
    const walked = before === undefined
        ? { reason: 'there is none' }
        : await walkLists({ today, before, deleted, signal }, [changes, notable, marks]);
    const baseline = (0,compare_comparison/* baselineAfter */.Wm)(found, walked);
    (0,announce/* announceBaseline */.b9)(baseline, inputs.publish.artifact, host);
    const usersBefore = baseline.state === 'ready' && 'users' in walked ? walked.users : undefined;
    const users = list.listed;
    const comparison = await (0,compare_comparison/* finishComparison */.Hu)(changes, {
        ...{ tenantId, baseline, users, usersBefore, properties },
        recycleBin: deleted === undefined ? undefined : { isFiltered: inputs.filter !== '', isComplete: list.reconciled },
    });
    if (comparison)
        (0,announce/* announceComparison */.NV)(comparison, baseline, log);
    const { findings, news, counts, table, coverage } = await (await reviewing).finish({
        tenantId,
        previous: previousFindings(baseline),
        filter: ((0,encryption/* isEncrypted */.ph)(inputs) && (0,hide_filter/* publishedFilter */.Vt)(inputs)) || undefined,
        csv,
        deleted: truth,
        lines: today,
        marks: await marks.end(),
        compared: comparison !== undefined,
    });
    (0,announce/* announceFindings */.oJ)(findings, log);
    const facts = gateFacts({ list, credential, baseline, comparison, findings, now });
    const gates = judgeGates(inputs.failOn, facts);
    (0,announce/* announceGates */.QI)(gates, list, log);
    const files = [...(comparison?.files ?? []), ...findings.files];
    const compared = roster && { ...roster, counts: coverage };
    if (compared)
        (0,announce/* announceRoster */.Vi)(compared, inputs.filter, log);
    return {
        ...{ baseline, comparison, findings, gates, counts, table, news, files },
        notable: notable.finish(comparison),
        roster: compared,
    };
}
function previousFindings(baseline) {
    const { findings: path, manifest } = baseline.state === 'ready' ? baseline : {};
    return path !== undefined && manifest ? { path, rules: manifest.rules } : undefined;
}
function gateFacts({ list, credential, baseline, comparison, findings, now }) {
    const before = previousFindings(baseline)?.rules;
    return {
        ...list,
        baseline: baseline.state === 'ready' ? 'yes' : baseline.state === 'first' ? 'first' : 'no',
        changes: comparison,
        rules: new Map(findings.rules
            .filter(({ state }) => state !== 'off')
            .map(({ id, severity, state, counts, input }) => [
            id,
            {
                open: counts.open,
                new: counts.new,
                severity,
                bySeverity: counts.bySeverity,
                judged: state === 'judged',
                // Without the findings of then it is not known what was judged then.
                firstTime: before !== undefined && !before.has(id),
                input,
                apart: input === 'deleted-users',
            },
        ])),
        certificateDays: credential.kind === 'certificate' ? (0,base_numbers/* daysBetween */.YM)(now, credential.certificate.notAfter.getTime()) : undefined,
    };
}

;// CONCATENATED MODULE: ./src/compare/usual-gap.ts
/** Audits that follow each other faster are tries by hand, and say nothing of the habit. */
const shortestGap = 3_600_000;
/** Fewer are no habit. */
const fewestGaps = 3;
/**
 * Notices silence: that the last audit was more than twice as long ago as usual.
 *
 * @param ends when the audits before this one ended, in any order; milliseconds since the epoch
 * @returns undefined where it was not, or where there is no habit yet
 */
function unusualPause(ends, now) {
    const sorted = ends.toSorted((a, b) => a - b);
    const last = sorted.at(-1);
    const gaps = sorted.slice(1).map((end, index) => end - sorted[index]);
    const telling = gaps.filter((gap) => gap >= shortestGap).sort((a, b) => a - b);
    const usual = telling[Math.floor(telling.length / 2)];
    if (last === undefined || usual === undefined || telling.length < fewestGaps)
        return undefined;
    const since = now - last;
    return since > 2 * usual ? { since, usual } : undefined;
}

// EXTERNAL MODULE: ./src/findings/rules/index.ts + 29 modules
var rules = __webpack_require__(3604);
;// CONCATENATED MODULE: ./src/findings/finding-news.ts


const finding_news_sampleSize = 20;
function watchFindingNews() {
    const tallies = new Map();
    return {
        onFinding(finding) {
            if (finding.accepted)
                return;
            const key = keyOf(finding.rule, finding.severity);
            const tally = tallies.get(key) ?? { open: none(), unseen: { ...none(), unknown: 0 } };
            tallies.set(key, tally);
            add(tally.open, finding);
            if (finding.isNew === false)
                return;
            add(tally.unseen, finding);
            if (finding.isNew === null)
                tally.unseen.unknown += 1;
        },
        finish(known) {
            return rules_rule/* severities */.gO.toReversed().flatMap((severity) => rules/* rules */.a.flatMap(({ id: rule }) => {
                const tally = tallies.get(keyOf(rule, severity));
                if (tally === undefined)
                    return [];
                const { number, guests, samples } = known ? tally.unseen : tally.open;
                const isNew = known && tally.unseen.unknown === 0;
                return number === 0 ? [] : [{ rule, severity, number, isNew, guests, samples }];
            }));
        },
    };
}
/** What was found, behind a number: `new guest imitates another user's name`. */
function newsText({ rule, number, isNew, guests }) {
    const words = rules/* rules */.a.find(({ id }) => id === rule)?.headline ?? {
        one: `finding of ${rule}`,
        many: `findings of ${rule}`,
    };
    const text = number === 1 ? words.one : words.many;
    const precise = guests === number ? text.replace(/^account(?=s? )/, 'guest') : text;
    return `${isNew ? 'new ' : ''}${precise}`;
}
function keyOf(rule, severity) {
    return `${severity} ${rule}`;
}
function none() {
    return { number: 0, guests: 0, samples: [] };
}
function add(count, finding) {
    count.number += 1;
    if (finding.evidence.userType === 'Guest')
        count.guests += 1;
    if (count.samples.length < finding_news_sampleSize)
        count.samples.push(finding);
}

;// CONCATENATED MODULE: ./src/report/headline.ts




/** Days before a certificate expires from which on it is told, and from which on somebody has to act. */
const expiresSoon = 30;
const expiresVerySoon = 14;
const longestList = 3;
/** Says in one sentence whether somebody has to act, then what happened since the last audit. */
function headline(facts) {
    const actions = actionsOf(facts);
    const needed = actions.length > 0;
    const text = [
        ...verdict(facts, actions),
        ...(needed || facts.accepted ? [] : worthALook(facts)),
        ...changesText(facts),
        ...(facts.reconciled ? ['The list is complete.'] : []),
        ...pauseText(facts.pause),
        ...(facts.signInsSkipped ? ['Sign-ins were not read.'] : []),
        ...certificateText(facts),
    ].join(' ');
    const fails = facts.gates.some((gate) => gate.fails);
    return { text, mood: fails ? 'error' : needed || !facts.reconciled ? 'warning' : 'notice' };
}
function verdict(facts, actions) {
    const accepted = facts.accepted ? [acceptedText(facts)] : [];
    if (!facts.reconciled) {
        const also = actions.length > 0 ? [`Also needed: ${listed(actions)}.`] : [];
        const evidence = (0,reconcile/* evidenceText */.rS)(facts, 'after it');
        return [`The list is NOT complete: it holds ${(0,base_numbers/* plural */.LS)(facts.listed, 'user')}, ${evidence}.`, ...also, ...accepted];
    }
    return [actions.length > 0 ? `Action needed: ${listed(actions)}.` : 'Nothing needs you today.', ...accepted];
}
/** What somebody has to act on; that the list is not complete is told apart. */
function actionsOf(facts) {
    const { gates, certificateDays, comparison, accepted } = facts;
    const failing = gates.filter(({ gate, fails }) => fails && gate !== 'unreconciled');
    return [
        ...(accepted ? [] : gravest(facts)),
        ...['failed', 'not-judged'].flatMap((state) => {
            const gates = failing.filter((one) => one.state === state);
            return gates.length > 0 ? [`${(0,gate_words/* failingText */.i)(gates)} (${shortList(gates.map(({ gate }) => gate))})`] : [];
        }),
        ...(comparison.state === 'broken' ? ['the list could not be compared with an earlier one'] : []),
        ...(certificateDays !== undefined && certificateDays <= expiresVerySoon ? [expiry(certificateDays)] : []),
    ];
}
/** New findings of high severity, by rule, the most frequent first. */
function gravest({ news }) {
    const high = news.filter(({ severity }) => severity === 'high').toSorted((a, b) => b.number - a.number);
    const rest = high.slice(longestList).reduce((sum, { number }) => sum + number, 0);
    return [
        ...high.slice(0, longestList).map((one) => `${(0,base_numbers/* count */.U9)(one.number)} ${newsText(one)}`),
        ...(rest > 0 ? [`${(0,base_numbers/* plural */.LS)(rest, 'more finding', 'more findings')} of high severity`] : []),
    ];
}
function worthALook({ news, notable }) {
    const texts = [
        ...severitiesText(news, ['medium', 'low']),
        ...(notable > 0 ? [(0,base_numbers/* plural */.LS)(notable, 'notable change')] : []),
    ];
    return texts.length === 0 ? [] : [`Worth a look: ${listed(texts)}.`];
}
function acceptedText({ news, comparison }) {
    const found = severitiesText(news, ['high', 'medium', 'low']);
    const what = [...(comparison.state === 'compared' ? ['what changed'] : []), ...found];
    return what.length === 0 ? 'There was nothing to accept.' : `Accepted with this run: ${listed(what)}.`;
}
function severitiesText(news, severities) {
    return severities.flatMap((severity) => {
        const those = news.filter((one) => one.severity === severity);
        const number = those.reduce((sum, one) => sum + one.number, 0);
        const fresh = those.every(({ isNew }) => isNew) ? 'new ' : 'open ';
        return number === 0 ? [] : [`${(0,base_numbers/* plural */.LS)(number, `${fresh}finding`)} of ${severity} severity`];
    });
}
function changesText({ comparison, reconciled }) {
    const incomplete = reconciled ? '' : ', as far as the list goes';
    switch (comparison.state) {
        case 'compared': {
            const { added, removed, changed } = comparison;
            if (added + removed + changed === 0)
                return [`Nobody joined, left or changed${incomplete}.`];
            return [`${(0,base_numbers/* count */.U9)(added)} joined, ${(0,base_numbers/* count */.U9)(removed)} left, ${(0,base_numbers/* count */.U9)(changed)} changed${incomplete}.`];
        }
        case 'first':
            return ['There is no earlier audit to compare with yet.'];
        case 'missing':
            return ['There was no earlier list to compare with.'];
        case 'none':
            return ['Nothing was compared.'];
        case 'broken':
            return [];
    }
}
/** A run that failed is in no chain: nobody knows here whether there was one. */
function pauseText(pause) {
    if (pause === undefined)
        return [];
    const since = ago(pause.since);
    return [`The last audit was ${since} ago, failed ones aside; usually there is ${every(pause.usual)}.`];
}
const hour = 3_600_000;
const day = 24 * hour;
function ago(milliseconds) {
    if (milliseconds < 2 * day)
        return (0,base_numbers/* plural */.LS)(Math.round(milliseconds / hour), 'hour');
    return (0,base_numbers/* plural */.LS)(Math.round(milliseconds / day), 'day');
}
function every(milliseconds) {
    if (milliseconds < 1.5 * hour)
        return 'one an hour';
    if (milliseconds < 20 * hour)
        return `one every ${Math.round(milliseconds / hour)} hours`;
    if (milliseconds < 36 * hour)
        return 'one a day';
    const days = Math.round(milliseconds / day);
    return days === 7 ? 'one a week' : `one every ${days} days`;
}
function certificateText({ certificateDays: days }) {
    if (days === undefined || days > expiresSoon || days <= expiresVerySoon)
        return [];
    const text = expiry(days);
    return [`${text.charAt(0).toUpperCase()}${text.slice(1)}.`];
}
function expiry(days) {
    return days < 1 ? 'the certificate expires today' : `the certificate expires in ${(0,base_numbers/* plural */.LS)(days, 'day')}`;
}
function shortList(texts) {
    const more = texts.length - longestList;
    return [...texts.slice(0, longestList), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
/** `a`, `a and b`, `a, b and c`. */
function listed(texts) {
    return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}

;// CONCATENATED MODULE: ./src/report/needs-you.ts





/**
 * What needs somebody, in the order in which to look at it: gates that failed or cannot be judged, findings that nobody
 * has seen before, the gravest first, and changes that somebody should know of.
 */
function needsYou({ gates, news, notable }) {
    const telling = gates.filter(({ fails, state }) => fails || state === 'not-judged');
    return [
        ...eachFixOnce(telling.filter(({ fails }) => fails).map(needOfGate)),
        ...news.map(needOfFindings),
        ...needsOfChanges(notable),
        // The first audit can judge few of them: that is as it should be.
        ...telling.filter(({ fails }) => !fails).map(needOfGate),
    ];
}
function needOfGate(result) {
    const { gate, state, fails, detail } = result;
    return {
        kind: 'gate',
        urgent: fails,
        title: state === 'failed' ? `Gate ${gate} failed` : `Gate ${gate} cannot be judged`,
        why: `${detail}.`,
        fix: fails ? fixOfGate(result) : '',
        docs: 'docs/gates.md',
        number: 1,
        people: [],
    };
}
/** What holds for several gates is said at the last of them. */
function eachFixOnce(gates) {
    return gates.map((need, index) => {
        return gates.findLastIndex(({ fix }) => fix === need.fix) === index ? need : { ...need, fix: '' };
    });
}
/** How what is meant is accepted, for whoever has no time to look it up. */
const howToAccept = 'If all of it is meant, accept it: run the workflow by hand (Actions, this workflow, Run workflow) with accept-changes ticked. That sets fail-on: unreconciled for one run, with which the next one compares.';
/** These gates count what is open, whether it is new or not: a run that is let through once changes nothing of that. */
const howToAcceptFindings = 'Mend what was found, or accept each finding in the file that accepted-findings names; report.html has the entries to copy. accept-changes helps for one run only: the next one finds it again.';
const fixOfWhatIsLacking = {
    properties: 'Add to select what the rule needs (docs/rules.md lists it), or take the gate out of fail-on.',
    rules: 'Switch such a rule on with the input rules, or take the gate out of fail-on.',
    comparison: 'With baseline: none there never is a comparison: name an earlier list there (previous, or the path of its users.jsonl), or take the gate out of fail-on. A warning of this run says why there is none otherwise.',
};
function fixOfGate({ gate, state, lacks }) {
    if (gate === 'unreconciled')
        return 'Run the audit again, at a quiet hour. What is not complete cannot be accepted.';
    if (lacks !== undefined)
        return fixOfWhatIsLacking[lacks];
    if (state === 'not-judged')
        return 'A warning of this run, or another line of its log, says what keeps it from being judged.';
    if (gate.startsWith('certificate-expires'))
        return 'Give the application a new certificate, and the workflow with it.';
    return /^(?:severity|finding):/.test(gate) ? howToAcceptFindings : howToAccept;
}
function needOfFindings(news) {
    const rule = rules/* rules */.a.find(({ id }) => id === news.rule);
    return {
        kind: 'finding',
        severity: news.severity,
        urgent: news.severity === 'high',
        title: `${(0,base_numbers/* count */.U9)(news.number)} ${newsText(news)}`,
        why: rule?.why ?? '',
        fix: rule?.fix ?? '',
        docs: `docs/rules.md#${news.rule}`,
        number: news.number,
        people: news.samples.map(personOfFinding),
    };
}
function personOfFinding({ user, subject, why }) {
    return { user, subject, text: why };
}
function needsOfChanges({ counts, samples }) {
    return Object.keys(notableTexts).flatMap((kind) => {
        const number = counts[kind];
        if (number === 0)
            return [];
        const { one, many, why, fix } = notableTexts[kind];
        return [
            {
                kind: 'change',
                urgent: false,
                title: `${(0,base_numbers/* count */.U9)(number)} ${number === 1 ? one : many}`,
                ...{ why, fix, number },
                docs: 'docs/rules.md#notable-changes',
                people: samples.filter((one) => one.kind === kind).map(personOfChange),
            },
        ];
    });
}
function personOfChange(change) {
    return { user: change.user, subject: change.user.id, text: `${changeText(change)}.` };
}
/** From what to what, in words. */
function changeText({ kind, before, after }) {
    switch (kind) {
        case 'became-member':
            return 'guest → member';
        case 'enabled-again':
            return 'disabled → enabled';
        case 'licence-while-disabled':
            return `${(0,license_names/* licenseChange */.on)(before, after)}, while disabled`;
        case 'created-again':
            return `account ${before} → account ${after}`;
    }
}

;// CONCATENATED MODULE: ./src/audit/conclude.ts





/** What all that was found comes to: one sentence, and what needs somebody. */
function conclude(found, { pace, run, log }) {
    const { list, credential, assessment, signIns } = found;
    const { gates, news, notable, baseline } = assessment;
    const now = pace.now();
    const holds = list.reconciled && !gates.some(({ fails }) => fails);
    const acceptedBy = holds ? run.acceptedBy : undefined;
    if (run.acceptedBy !== undefined)
        (0,announce/* announceAcceptance */.fd)(run.acceptedBy, holds, log);
    return {
        headline: headline({
            ...list,
            ...{ gates, news },
            notable: Object.values(notable.counts).reduce((sum, number) => sum + number, 0),
            comparison: comparisonOf(assessment),
            accepted: acceptedBy !== undefined,
            signInsSkipped: signIns?.status === 'skipped',
            certificateDays: credential.kind === 'certificate' ? (0,base_numbers/* daysBetween */.YM)(now, credential.certificate.notAfter.getTime()) : undefined,
            pause: pauseBefore(baseline, now),
        }),
        needs: needsYou({ gates, news, notable }),
        acceptedBy,
    };
}
/** What keeps a comparison from coming about, and passes by itself or is as the workflow wants it. */
const needsNobody = new Set(['previous-unavailable', 'previous-limited', 'previous-foreign']);
function comparisonOf({ baseline, comparison }) {
    switch (baseline.state) {
        case 'none':
        case 'first':
            return { state: baseline.state };
        case 'followed':
            return { state: 'missing' };
        case 'unusable':
            return { state: needsNobody.has(baseline.failure.code) ? 'missing' : 'broken' };
        case 'ready':
            return comparison ? { state: 'compared', ...comparison.counts } : { state: 'missing' };
    }
}
/** A list at a path may be of any day, and says nothing of when the last audit was. */
function pauseBefore(baseline, now) {
    const follows = baseline.state === 'followed' || (baseline.state === 'ready' && baseline.kind === 'previous');
    if (!follows || baseline.manifest === undefined)
        return undefined;
    const { history, endedAt } = baseline.manifest;
    return unusualPause([...history, { endedAt }].map((audit) => Date.parse(audit.endedAt)), now);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/users/property-names.ts
var property_names = __webpack_require__(6450);
;// CONCATENATED MODULE: ./src/evidence/past-manifest.ts

/** Larger than any manifest: the parts of the largest directories take some hundred KiB. */
const longestManifest = 1024 * 1024;
/**
 * Reads the manifest of an earlier audit. It came out of an artifact: nothing in it is taken on trust.
 *
 * @returns the manifest, or why it is none that can be used
 */
function readPastManifest(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return { reason: 'its manifest.json is not JSON' };
    }
    if (typeof value !== 'object' || value === null)
        return { reason: 'its manifest.json is not an object' };
    const { schemaVersion, tenantId, clientId, cloud, properties, filter, endedAt, counts, reconciled, files } = value;
    if (schemaVersion !== 1) {
        return {
            reason: `its manifest has schemaVersion ${String(typeof schemaVersion === 'object' ? 'of another kind' : schemaVersion).slice(0, 20)}, this version reads 1`,
        };
    }
    const complete = [tenantId, clientId, cloud].every(isText) &&
        isDate(endedAt) &&
        Array.isArray(properties) &&
        properties[0] === 'id' &&
        properties.every((name) => isText(name) && (0,property_names/* isPropertyName */.BH)(name)) &&
        (filter === null || isText(filter)) &&
        isCount(counts?.listed) &&
        Array.isArray(files) &&
        files.every((file) => isText(file?.name) && isCount(file.bytes) && isDigest(file.sha256));
    if (!complete)
        return { reason: 'its manifest.json lacks what every manifest has' };
    const manifest = value;
    return {
        tenantId: manifest.tenantId,
        clientId: manifest.clientId,
        cloud: manifest.cloud,
        properties: manifest.properties,
        filter: manifest.filter,
        filterWithheld: value.encryption?.filterWithheld === true,
        ...(value.disclosure !== undefined && { disclosure: disclosureOf(value.disclosure) }),
        // Other texts that Date.parse takes would go into the log and the manifest as they are.
        endedAt: new Date(manifest.endedAt).toISOString(),
        users: manifest.counts.listed,
        reconciled: reconciled === true,
        runId: runIdOf(manifest.run?.runId),
        ...chainOf(value),
        rules: new Set(Array.isArray(value.rules) ? value.rules.map((rule) => rule?.id).filter(isText) : []),
        creationDates: Array.isArray(value.creationDates) ? value.creationDates.filter(isDate) : [],
        files: new Map(manifest.files.map(({ name, bytes, sha256 }) => [name, { bytes, sha256 }])),
    };
}
/** What is no such thing hid something that nobody knows: it is not that of any other audit. */
function disclosureOf(value) {
    const { redacted, pseudonymized, keyId } = (value ?? {});
    const names = (list) => (Array.isArray(list) ? list.filter(isText) : []);
    return { redacted: names(redacted), pseudonymized: names(pseudonymized), keyId: isText(keyId) ? keyId : null };
}
/** The part on earlier audits; manifests of 0.1.0 have none. */
function chainOf({ chain, history, previous, types, changes, findings }) {
    const past = Array.isArray(history) ? history.slice(-maximumHistory).filter(isPastAudit).map(onlyKnown) : [];
    const last = past.at(-1)?.manifestSha256;
    const linked = chain?.state === 'linked';
    const contradicts = linked && (previous?.manifestSha256 === undefined || previous.manifestSha256 !== last);
    return {
        chainLength: isCount(chain?.length) ? chain.length : 1,
        history: past,
        numbers: countsOf({ ...types, ...changes, ...findings, findings: findings?.open ?? null }),
        chainProblem: contradicts ? 'the manifest before this one contradicts itself about the one before it' : undefined,
    };
}
/** A month of daily audits. */
const maximumHistory = 30;
function isPastAudit(value) {
    return isDigest(value?.manifestSha256) && isDate(value?.endedAt) && isCount(value?.users);
}
function onlyKnown(past) {
    const { manifestSha256, endedAt, users } = past;
    return {
        manifestSha256,
        runId: runIdOf(past.runId),
        endedAt: new Date(endedAt).toISOString(),
        users,
        ...countsOf(past),
    };
}
/** What earlier versions did not tell is null. */
function countsOf(told) {
    return {
        members: countOrNull(told.members),
        guests: countOrNull(told.guests),
        added: countOrNull(told.added),
        removed: countOrNull(told.removed),
        changed: countOrNull(told.changed),
        findings: countOrNull(told.findings),
        high: countOrNull(told.high),
        medium: countOrNull(told.medium),
        low: countOrNull(told.low),
    };
}
function countOrNull(value) {
    return isCount(value) ? value : null;
}
function runIdOf(value) {
    return typeof value === 'string' && /^\d{1,20}$/.test(value) ? value : null;
}
/** Why two audits with different filters cannot be compared. */
const otherFilter = 'it was read with another filter';
/**
 * @returns why two audits cannot be compared, undefined when they can; a filter that was withheld is still to be looked
 *   at
 */
function whyNotComparable(previous, today) {
    const tenant = whyOfAnotherTenant(previous.tenantId, today.tenantId);
    if (tenant !== undefined)
        return tenant;
    if (previous.clientId !== today.clientId)
        return 'it was read by another application';
    if (previous.cloud !== today.cloud)
        return 'it is of another cloud';
    const hidden = whyOtherwiseHidden(previous.disclosure, today.disclosure);
    if (hidden !== undefined)
        return hidden;
    if (previous.filterWithheld)
        return today.filter === null ? otherFilter : undefined;
    return previous.filter === today.filter ? undefined : otherFilter;
}
/** Under another key everybody would seem to have changed; and what is hidden today must not come in from yesterday. */
function whyOtherwiseHidden(before, now) {
    const text = (names = []) => names.toSorted().join();
    if (text(before?.redacted) !== text(now?.redacted))
        return 'it was published with another redact';
    if (text(before?.pseudonymized) !== text(now?.pseudonymized))
        return 'it was published with another pseudonymize';
    if ((before?.keyId ?? null) !== (now?.keyId ?? null))
        return 'its pseudonyms were made with another pseudonym-key';
    return undefined;
}
/** A domain moves from tenant to tenant: it says for sure of no list that it is of this one. */
function whyOfAnotherTenant(before, now) {
    if (before === now)
        return undefined;
    const other = 'it is of another tenant';
    if (guid.test(now) && !guid.test(before))
        return `${other}, or names this one by a domain alone`;
    if (guid.test(before) && !guid.test(now))
        return `${other}, or of this one, whose GUID today's token does not say`;
    return other;
}
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
function isCount(value) {
    return Number.isSafeInteger(value) && value >= 0;
}
function isText(value) {
    return typeof value === 'string';
}
function isDigest(value) {
    return isText(value) && /^[0-9a-f]{64}$/.test(value);
}
function isDate(text) {
    return isText(text) && !Number.isNaN(Date.parse(text));
}

// EXTERNAL MODULE: ./src/privacy/age.ts
var age = __webpack_require__(8175);
// EXTERNAL MODULE: ./src/privacy/decryption.ts
var privacy_decryption = __webpack_require__(7343);
;// CONCATENATED MODULE: ./src/compare/snapshot.ts



/** @param name without `.age` */
function listedFile({ files }, name) {
    for (const isEncrypted of [false, true]) {
        const listed = isEncrypted ? name + age/* encryptedSuffix */.Cj : name;
        const file = files.get(listed);
        if (file)
            return { name: listed, isEncrypted, ...file };
    }
    return undefined;
}
/**
 * Compares a filter that the earlier manifest does not tell, once the earlier findings are open.
 *
 * @param findings path of the earlier findings.json; undefined when there is none
 * @returns why the two audits cannot be compared; undefined when they can, also when nothing was withheld
 */
async function whyOfWithheldFilter({ filterWithheld }, findings, today) {
    if (!filterWithheld)
        return undefined;
    const filter = findings === undefined ? undefined : await filterIn(findings);
    if (filter === undefined)
        return 'it was read with a filter that it does not tell';
    return filter === today.filter ? undefined : otherFilter;
}
/** The member stands near the top of findings.json, on a line of its own. */
async function filterIn(path) {
    const lines = openLineReader(path, longestEarlierLine);
    try {
        const start = '  "filter": ';
        const line = (await lines.next()).map((one) => one.toString()).find((text) => text.startsWith(start));
        const filter = line === undefined ? undefined : JSON.parse(line.slice(start.length).replace(/,$/, ''));
        return typeof filter === 'string' ? filter : undefined;
    }
    catch (error) {
        if (error instanceof LinesProblem || error instanceof SyntaxError)
            return undefined;
        throw error;
    }
    finally {
        await lines.close();
    }
}

;// CONCATENATED MODULE: ./src/compare/baseline.ts












/**
 * The list at a path: it is taken as it is, but checked against the manifest where one lies beside it.
 *
 * @returns never throws, whatever is wrong with it: that costs the comparison alone
 */
async function baselineAtPath(path, today, opener) {
    try {
        return await readBaseline(path, today, opener);
    }
    catch (error) {
        opener?.signal.throwIfAborted();
        return unusable(`it cannot be read (${error.code ?? error.name})`);
    }
}
async function readBaseline(path, today, opener) {
    const folder = (0,external_node_path_.dirname)(path);
    const isEncrypted = await (0,privacy_decryption/* isEncryptedFile */.br)(path);
    const nameOf = (name) => (isEncrypted ? name + age/* encryptedSuffix */.Cj : name);
    const beside = await readIfThere((0,external_node_path_.join)(folder, 'manifest.json'));
    if (beside === undefined && (await today).disclosure !== undefined) {
        return unusable('no manifest.json beside it says what redact and pseudonymize hid in it');
    }
    if (beside === undefined)
        return isEncrypted ? openBaseline(path, opener, bareBaseline) : bareBaseline(path);
    if ('reason' in beside)
        return unusable(beside.reason);
    const manifest = readPastManifest(beside.toString());
    if ('reason' in manifest)
        return unusable(manifest.reason);
    const reason = whyNotComparable(manifest, await today) ?? (await whyNotWhole(path, manifest.files.get(nameOf('users.jsonl'))));
    if (reason !== undefined)
        return unusable(reason);
    const findings = (0,external_node_path_.join)(folder, nameOf('findings.json'));
    const listedFindings = manifest.files.get(nameOf('findings.json'));
    const whyNoFindings = await whyNotWhole(findings, listedFindings);
    const ready = (users, plainFindings) => ({
        state: 'ready',
        kind: 'path',
        users,
        findings: plainFindings,
        ...(listedFindings && whyNoFindings !== undefined && { findingsProblem: whyNoFindings }),
        properties: manifest.properties,
        manifest,
        manifestSha256: (0,external_node_crypto_.createHash)('sha256').update(beside).digest('hex'),
        lookedPast: [],
    });
    if (!isEncrypted)
        return ready(path, whyNoFindings === undefined ? findings : undefined);
    return openBaseline(path, opener, async (users, open) => {
        const plain = whyNoFindings === undefined ? await open(findings, 'previous-findings') : undefined;
        const filterReason = await whyOfWithheldFilter(manifest, plain, await today);
        return filterReason === undefined ? ready(users, plain) : unusable(filterReason);
    });
}
/** Opens an encrypted list for `read`, which may open more of what lies beside it. */
async function openBaseline(path, opener, read) {
    const { decryption, folder, signal } = opener ?? {};
    if (!decryption || folder === undefined || !signal)
        return closedBaseline('age-identity is empty');
    const open = async (from, name) => {
        const target = (0,external_node_path_.join)(folder, name);
        await decryption.decrypt(from, target, signal);
        return target;
    };
    try {
        return await read(await open(path, 'previous-users'), open);
    }
    catch (error) {
        if (!(error instanceof privacy_decryption/* ClosedFile */.zO))
            throw error;
        return error.isForOthers ? closedBaseline(error.message) : unusable(`it does not open: ${error.message}`);
    }
}
function closedBaseline(reason) {
    return { state: 'unusable', failure: new base_failure/* Failure */.H('baseline-encrypted', { reason }) };
}
/** A list without a manifest: its first line tells which properties it has. */
async function bareBaseline(users) {
    const lines = openUserLines(users, longestEarlierLine);
    try {
        const [first] = await lines.next();
        const properties = first === undefined
            ? ['id']
            : Object.keys(JSON.parse(first.line.toString())).filter((name) => name !== user_type/* typeProperty */.sf);
        // They would stand in the log and in what is published.
        if (!properties.every(property_names/* isPropertyName */.BH))
            return unusable('its first line holds what is no property of a user');
        return {
            state: 'ready',
            kind: 'path',
            users,
            findings: undefined,
            properties,
            manifest: undefined,
            manifestSha256: undefined,
            lookedPast: [],
        };
    }
    catch (error) {
        // What the engine says of a line that is no JSON quotes the line.
        const reason = error instanceof SyntaxError ? 'its first line is not JSON' : error.message;
        return unusable([reason, ...(await otherFormat(users))].join('; '));
    }
    finally {
        await lines.close();
    }
}
/** What people take for a users.jsonl: another format of the list, or one that another program has saved again. */
async function otherFormat(path) {
    const handle = await (0,promises_.open)(path, 'r');
    try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(3), 0, 3, 0);
        const start = buffer.subarray(0, bytesRead).toString('latin1');
        if (start === '\u00ef\u00bb\u00bf' || start.startsWith('\u00ff\u00fe') || start.startsWith('\u00fe\u00ff')) {
            return ['it begins with a byte order mark, as of a users.csv, or of a file that another program has saved'];
        }
        return start.startsWith('[') ? ['it is one JSON array, as users.json is'] : [];
    }
    finally {
        await handle.close();
    }
}
function unusable(reason) {
    return { state: 'unusable', failure: new base_failure/* Failure */.H('baseline-unusable', { reason }) };
}
async function whyNotWhole(path, listed) {
    if (listed === undefined)
        return 'its manifest names no such file';
    // Opening a pipe would wait for whoever writes to it.
    const isFile = (await (0,promises_.stat)(path).catch(() => undefined))?.isFile();
    const handle = isFile ? await (0,promises_.open)(path, 'r').catch(() => undefined) : undefined;
    if (handle === undefined)
        return isFile === false ? 'it is no file' : 'the file is gone';
    try {
        if ((await handle.stat()).size !== listed.bytes)
            return 'its size is not what its manifest says';
        const hash = (0,external_node_crypto_.createHash)('sha256');
        for await (const chunk of handle.createReadStream({ autoClose: false }))
            hash.update(chunk);
        return hash.digest('hex') === listed.sha256 ? undefined : 'its SHA-256 is not what its manifest says';
    }
    finally {
        await handle.close();
    }
}
/** A manifest that is there and cannot be read is not the same as none: the list would be taken unchecked. */
async function readIfThere(path) {
    try {
        const about = await (0,promises_.stat)(path);
        if (!about.isFile())
            return { reason: 'its manifest.json is no file' };
        if (about.size > longestManifest)
            return { reason: 'its manifest.json is enormous' };
        return await (0,promises_.readFile)(path);
    }
    catch (error) {
        const { code } = error;
        return code === 'ENOENT' ? undefined : { reason: `its manifest.json cannot be read (${code})` };
    }
}

;// CONCATENATED MODULE: ./src/compare/previous-baseline.ts









/**
 * The list of the newest successful run of this workflow on this branch that still has its artifact.
 *
 * @returns never throws for what is wrong with the store or the artifact: that costs the comparison alone
 */
async function previousBaseline(options, host) {
    const doubted = new Map();
    const baseline = await baselineWithin(options, host, (runId, why) => doubted.set(runId, why));
    return doubted.size === 0 ? baseline : { ...baseline, doubted };
}
async function baselineWithin(options, host, onDoubt) {
    const { now } = host.pace;
    // A server that sends a byte now and then must not use up the time that today's list needs.
    const budget = Math.max(0, Math.floor((host.pace.deadline - now()) / 4));
    const deadline = now() + budget;
    const late = AbortSignal.timeout(budget);
    try {
        const limits = { deadline, signal: AbortSignal.any([host.signal, late]) };
        return await newestBaseline(options, host, limits, onDoubt);
    }
    catch (error) {
        host.signal.throwIfAborted();
        if (late.aborted) {
            const reason = `it did not come within ${(0,base_numbers/* duration */.p0)(budget)}, a quarter of the time that was left`;
            return previous_baseline_unusable(new base_failure/* Failure */.H('previous-unavailable', { reason }, error));
        }
        if (error instanceof base_failure/* Failure */.H)
            return previous_baseline_unusable(error);
        return previous_baseline_unusable(new base_failure/* Failure */.H('previous-unavailable', { reason: error.message }, error));
    }
}
async function newestBaseline({ artifactName, folder, today, decryption }, { artifacts }, limits, onDoubt) {
    const doubted = new Set();
    const runs = artifacts.find(artifactName, limits, (runId, why) => {
        doubted.add(runId);
        onDoubt(runId, why);
    });
    if (runs === undefined)
        return { state: 'first', reason: 'this is no workflow run', artifactName, lookedPast: [] };
    const lookedPast = [];
    let expired;
    for await (const { runId, artifact, ...run } of runs) {
        const files = artifact && (await artifacts.download(artifact, folder, limits));
        if (files) {
            const baseline = await unpack(files, runId, { folder, today, decryption, signal: limits.signal });
            return 'lookedPast' in baseline ? { ...baseline, lookedPast } : baseline;
        }
        lookedPast.push(runId);
        if (artifact || (run.expired && !doubted.has(runId)))
            expired ??= runId;
    }
    const reason = lookedPast.length + doubted.size === 0
        ? 'no run of this workflow on this branch has succeeded before'
        : `none of the last ${artifacts.maximumRuns} successful runs of this workflow on this branch has an artifact "${artifactName}"`;
    return {
        state: 'first',
        reason: doubted.size === 0 ? reason : `${reason} that only writers of this repository could have made`,
        artifactName,
        lookedPast,
        ...(expired !== undefined && { expired }),
    };
}
async function unpack(artifact, runId, place) {
    const { folder, today, decryption } = place;
    const files = { users: (0,external_node_path_.join)(folder, 'previous-users'), findings: (0,external_node_path_.join)(folder, 'previous-findings') };
    try {
        const text = await artifact.read('manifest.json', longestManifest);
        const manifest = readPastManifest(text.toString());
        if ('reason' in manifest)
            return previous_baseline_unusable(spoiled(runId, manifest.reason));
        const foreign = whyNotComparable(manifest, await today);
        if (foreign !== undefined)
            return previous_baseline_unusable(new base_failure/* Failure */.H('previous-foreign', { runId, reason: foreign }));
        const manifestSha256 = (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
        const list = listedFile(manifest, 'users.jsonl');
        const unlisted = ['users.jsonl', 'users.jsonl.age'].find((name) => artifact.has(name));
        if (list === undefined && unlisted !== undefined) {
            return previous_baseline_unusable(spoiled(runId, `its manifest does not name the ${unlisted} in it`));
        }
        const followed = { state: 'followed', manifest: { ...manifest, runId }, manifestSha256, lookedPast: [] };
        const closed = (reason) => ({ ...followed, failure: new base_failure/* Failure */.H('previous-encrypted', { runId, reason }) });
        if (list === undefined)
            return followed;
        if (list.isEncrypted && decryption === undefined)
            return closed('age-identity is empty');
        const findings = listedFile(manifest, 'findings.json');
        try {
            await bring(artifact, list, files.users, place);
            if (findings)
                await bring(artifact, findings, files.findings, place);
        }
        catch (error) {
            if (error instanceof privacy_decryption/* ClosedFile */.zO && error.isForOthers)
                return closed(error.message);
            throw error;
        }
        const filterReason = await whyOfWithheldFilter(manifest, findings && files.findings, await today);
        if (filterReason !== undefined)
            return previous_baseline_unusable(new base_failure/* Failure */.H('previous-foreign', { runId, reason: filterReason }));
        return {
            state: 'ready',
            kind: 'previous',
            users: files.users,
            findings: findings && files.findings,
            properties: manifest.properties,
            manifest: { ...manifest, runId },
            manifestSha256,
            lookedPast: [],
        };
    }
    catch (error) {
        // Gigabytes of no use: today's files need the disk.
        await (0,promises_.rm)(files.users, { force: true });
        if (error instanceof base_failure/* Failure */.H)
            throw error;
        throw spoiled(runId, error.message, error);
    }
    finally {
        await artifact.close();
    }
}
/** @throws ClosedFile when it is encrypted and does not open */
async function bring(artifact, file, target, place) {
    const { folder, decryption, signal } = place;
    const brought = file.isEncrypted ? `${target}.age` : target;
    await (0,output_folder/* guardDisk */.DU)(folder, () => artifact.unpack(file.name, brought, file, signal));
    if (!file.isEncrypted)
        return;
    try {
        if (decryption === undefined)
            throw new privacy_decryption/* ClosedFile */.zO(`${file.name} is encrypted, and age-identity is empty`, true);
        await decryption.decrypt(brought, target, signal);
    }
    catch (error) {
        if (!(error instanceof privacy_decryption/* ClosedFile */.zO) || error.isForOthers)
            throw error;
        throw new privacy_decryption/* ClosedFile */.zO(`${file.name} does not open: ${error.message}`);
    }
    finally {
        await (0,promises_.rm)(brought, { force: true });
    }
}
function spoiled(runId, reason, cause) {
    return new base_failure/* Failure */.H('previous-spoiled', { runId, reason }, cause);
}
function previous_baseline_unusable(failure) {
    return { state: 'unusable', failure };
}

;// CONCATENATED MODULE: ./src/audit/find-baseline.ts



/** Finds what today's list is to be compared with. @returns never throws for what is wrong with it */
async function findBaseline({ inputs, session, folder: { scratch: folder }, disclosure, decryption }, host) {
    const { baseline, artifactName } = inputs;
    const { signal } = host;
    if (baseline.kind === 'none')
        return { state: 'none' };
    if ((0,hide_filter/* looksLikeOthers */.HE)(inputs)) {
        host.log.info('The values in filter are hidden, so it cannot be known whether the earlier list was read with the same ones. After a change of filter, set baseline: none for one run.');
    }
    const today = scopeOf(inputs, session, disclosure);
    // Signing in may fail before anybody wants to know.
    today.catch(() => { });
    if (baseline.kind === 'path')
        return baselineAtPath(baseline.path, today, { decryption, folder, signal });
    return previousBaseline({ artifactName, folder, today, decryption }, host);
}
async function scopeOf(inputs, session, disclosure) {
    const { clientId, cloud } = inputs;
    const filter = (0,hide_filter/* publishedFilter */.Vt)(inputs);
    return { tenantId: await session.tenantId(), clientId, cloud, filter, disclosure: disclosure?.facts };
}

// EXTERNAL MODULE: ./src/base/abortable.ts
var abortable = __webpack_require__(4143);
// EXTERNAL MODULE: ./src/disk/unchanged.ts
var unchanged = __webpack_require__(1592);
;// CONCATENATED MODULE: ./src/findings/acceptance-entry.ts
const daysToLive = 90;
const placeholder = 'Say here why this may stay';
/**
 * The entry of accepted-findings for one finding, to be copied: YAML, in which nothing of the directory can be anything
 * but a text. It names the user by id, which stays the same when the user is renamed.
 *
 * @param now milliseconds since the epoch
 */
function acceptanceEntry({ rule, user, subject }, now) {
    const until = new Date(now + daysToLive * 86_400_000).toISOString().slice(0, 10);
    const who = scalar(user?.id ?? subject);
    return `- rule: ${scalar(rule)}\n  user: ${who}\n  reason: ${placeholder}\n  until: ${until}\n`;
}
/**
 * Ids are written as they are; everything else in quotes, with each character that is not plain by its number: then
 * neither YAML nor the page around it takes it for its own.
 */
function scalar(text) {
    if (/^[\da-z][\da-z-]*$/i.test(text) && text.length > 1)
        return text;
    const escaped = text.replace(/[^\w @.+-]/gu, (sign) => `\\U${sign.codePointAt(0).toString(16).padStart(8, '0')}`);
    return `"${escaped}"`;
}

;// CONCATENATED MODULE: ./src/report/acceptance-entries.ts



/** More is a task for a class, not for copying. */
const most = 20;
/**
 * A fold with the entries of accepted-findings for open findings, to be copied: the new ones first, then the gravest.
 *
 * @param now milliseconds since the epoch
 */
function entriesMarkdown(samples, now) {
    const open = samples.filter(({ accepted }) => accepted === null);
    if (open.length === 0)
        return '';
    const weight = ({ isNew, severity }) => (isNew ? rules_rule/* severities */.gO.length : 0) + rules_rule/* severities */.gO.indexOf(severity);
    const shown = open.toSorted((a, b) => weight(b) - weight(a)).slice(0, most);
    const entries = shown.map((finding) => acceptanceEntry(finding, now)).join('');
    const more = open.length > most ? ' A class of findings is accepted at once by `where` in place of `user`.' : '';
    return `\n<details><summary>To live with a finding: ${(0,base_numbers/* plural */.LS)(shown.length, 'entry', 'entries')} to copy</summary>\n\nPut an entry into the file that \`accepted-findings\` names, with your reason.${more}\n\n\`\`\`yaml\n${entries}\`\`\`\n\n</details>\n`;
}

// EXTERNAL MODULE: ./src/base/safe-text.ts
var safe_text = __webpack_require__(5870);
// EXTERNAL MODULE: ./src/base/shorten.ts
var shorten = __webpack_require__(6072);
;// CONCATENATED MODULE: ./src/report/summary-needs.ts



/** All of it fits on one screen with the table below. */
const shownNeeds = 6;
const shownPeople = 8;
const peopleOfOne = 3;
const longestName = 120;
/** What needs somebody, as a list of one screen; the rest of it behind a fold. */
function needsMarkdown(needs, options) {
    if (needs.length === 0)
        return '';
    const title = needs.some(({ urgent }) => urgent) ? 'What needs you' : 'Worth a look';
    let room = options.names ? shownPeople : 0;
    const first = needs.filter(({ severity }) => severity !== 'low').slice(0, shownNeeds);
    const shown = first.map((need) => {
        const people = need.people.slice(0, Math.min(room, peopleOfOne));
        room -= people.length;
        return needText(need, people, options);
    });
    const later = needs.filter((need) => !first.includes(need));
    const rest = later.map((need) => {
        return needText(need, options.names ? need.people.slice(0, peopleOfOne) : [], options);
    });
    const fold = rest.length > 0 ? folded(`${(0,base_numbers/* count */.U9)(rest.length)} more`, rest.join('')) : '';
    return `### ${title}\n\n${shown.join('')}${fold}\n`;
}
/** Behind a fold, which GitHub opens with a click. */
function folded(title, markdown) {
    return `\n<details><summary>${title}</summary>\n\n${markdown}\n</details>\n`;
}
const marks = { high: '🔴', medium: '🟠', low: '⚪' };
function needText(need, people, options) {
    const { kind, severity, urgent, title, why, fix } = need;
    const mark = severity ? marks[severity] : kind === 'change' ? '🔄' : urgent ? '❌' : '➖';
    const told = severity ? ` (${severity})` : '';
    // Each person has a reason of his own.
    const reason = kind === 'finding' && people.length > 0 ? '' : ` ${(0,safe_text/* safeProse */.f8)(why)}`;
    const whatToDo = fix === '' ? '' : ` **What to do:** ${(0,safe_text/* safeProse */.f8)(fix)}`;
    const line = `- ${mark} **${(0,safe_text/* safeProse */.f8)(title)}**${told}:${reason}${whatToDo}${docsLink(need, options)}\n`;
    const more = need.number - people.length;
    const rest = people.length > 0 && more > 0 ? `  - ${(0,base_numbers/* plural */.LS)(more, 'more', 'more')}\n` : '';
    return line + people.map(personText).join('') + rest;
}
function docsLink({ docs, kind }, { docsBase }) {
    if (docsBase === '')
        return '';
    return ` [${kind === 'finding' ? (0,safe_text/* safeProse */.f8)(docs.slice(docs.indexOf('#') + 1)) : 'More'}](${docsBase}${docs})`;
}
function personText({ user, subject, text }) {
    const names = user ? [user.displayName, user.userPrincipalName ?? user.id] : [subject];
    const [first = '', ...others] = names.filter((name) => name !== null && name !== '').map((name) => named(name ?? ''));
    const also = others.length > 0 ? ` (${others.join('')})` : '';
    return `  - **${first}**${also}: ${(0,safe_text/* safeCell */.oL)(text)}\n`;
}
function named(name) {
    return (0,safe_text/* safeCell */.oL)((0,shorten/* shorten */.m)(name, longestName));
}

;// CONCATENATED MODULE: ./src/report/summary.ts




/** The step summary, in GitHub's Markdown: one screen. */
function summaryMarkdown(facts) {
    const { tally, knows } = facts;
    const rows = [['Users', `**${(0,base_numbers/* count */.U9)(tally.users)}**`]];
    if (knows.accountEnabled) {
        rows.push(['Enabled', (0,base_numbers/* count */.U9)(tally.enabled)], ['Disabled', (0,base_numbers/* count */.U9)(tally.disabled)]);
    }
    if (knows.userType)
        rows.push(['Members', (0,base_numbers/* count */.U9)(tally.members)], ['Guests', (0,base_numbers/* count */.U9)(tally.guests)]);
    if (tally.agents > 0)
        rows.push(['Agents', (0,base_numbers/* count */.U9)(tally.agents)]);
    if (tally.otherTypes > 0)
        rows.push(['Of other types', (0,base_numbers/* count */.U9)(tally.otherTypes)]);
    if (facts.withoutValues.length > 0)
        rows.push(['On no user', facts.withoutValues.map(safe_text/* safeCell */.oL).join(', ')]);
    rows.push(['Changes', summary_changesText(facts)], ...(facts.recycleBin === undefined ? [] : [['Recycle bin', (0,safe_text/* safeCell */.oL)(facts.recycleBin)]]), ['Findings', findingsText(facts)], ...rosterRow(facts), ['Reconciled', reconciledText(facts)], ['Duration', (0,base_numbers/* duration */.p0)(facts.duration)], ['Certificate', summary_certificateText(facts)]);
    const table = rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n');
    return [
        `## ${(0,safe_text/* safeProse */.f8)(facts.headline)}\n\n${tenantText(facts)}${needsMarkdown(facts.needs, facts)}`,
        `\n| | |\n| --- | --- |\n${table}\n`,
        chart(facts.kinds),
        `\n${publishedText(facts)}\n`,
        ...(facts.warnings ?? []).map((text) => `\n⚠️ ${(0,safe_text/* safeCell */.oL)(text)}\n`),
    ].join('');
}
function tenantText({ tenantName, tenantId, acceptedBy, reportUrl }) {
    const id = (0,safe_text/* safeCell */.oL)(tenantId);
    const report = reportUrl === undefined ? '' : ` · **[Open the report](${reportUrl})**`;
    const accepted = acceptedBy === undefined ? '' : `\n☑️ Accepted by ${(0,safe_text/* safeCell */.oL)(acceptedBy)}: the next audit compares with this one.\n`;
    return `Users of ${tenantName === '' ? `tenant ${id}` : `**${(0,safe_text/* safeCell */.oL)(tenantName)}** (tenant ${id})`}${report}\n${accepted}\n`;
}
function summary_changesText({ changes, noComparison }) {
    if (changes === undefined || noComparison !== undefined)
        return (0,safe_text/* safeCell */.oL)(noComparison ?? 'not compared');
    const { added, removed, changed, recreated } = changes;
    const again = recreated > 0 ? ` (${(0,base_numbers/* count */.U9)(recreated)} removed and created again)` : '';
    return `**${(0,base_numbers/* count */.U9)(added)}** added, **${(0,base_numbers/* count */.U9)(removed)}** removed, **${(0,base_numbers/* count */.U9)(changed)}** changed${again}`;
}
function findingsText({ findings: { bySeverity, new: news, accepted } }) {
    const { high, medium, low } = bySeverity;
    const more = [
        ...(news === null ? [] : [`${(0,base_numbers/* count */.U9)(news)} new`]),
        ...(accepted === 0 ? [] : [`${(0,base_numbers/* count */.U9)(accepted)} more accepted`]),
    ];
    const rest = more.length > 0 ? ` (${more.join(', ')})` : '';
    return `${high > 0 ? '🔴 ' : ''}**${(0,base_numbers/* count */.U9)(high)}** high, **${(0,base_numbers/* count */.U9)(medium)}** medium, **${(0,base_numbers/* count */.U9)(low)}** low${rest}`;
}
function rosterRow({ roster }) {
    if (roster === undefined)
        return [];
    const { left, withoutAccount } = roster.counts ?? {};
    const more = left === undefined
        ? ''
        : `, **${(0,base_numbers/* count */.U9)(left)}** left, **${(0,base_numbers/* count */.U9)(withoutAccount ?? 0)}** of the others without an account`;
    return [['Roster', `${(0,base_numbers/* plural */.LS)(roster.people, 'person', 'people')}${more}`]];
}
/** Its labels are our own: Mermaid would take a name of the directory for a part of the drawing. */
function chart(kinds) {
    const slices = kinds.filter(([, value]) => value > 0).map(([name, value]) => `  "${name}" : ${value}\n`);
    const pie = `\`\`\`mermaid\npie showData\n${slices.join('')}\`\`\`\n`;
    return slices.length < 2 ? '' : folded('Accounts by type and state', pie);
}
function reconciledText({ reconciled, listed, counts, secondReading }) {
    const evidence = counts !== null && counts.before === counts.after
        ? `Graph counted ${(0,base_numbers/* count */.U9)(counts.before)} before and after`
        : (0,reconcile/* evidenceText */.rS)({ counts, secondReading });
    return reconciled ? `✅ yes: ${evidence}` : `❌ **no**: the list holds ${(0,base_numbers/* count */.U9)(listed)}, ${evidence}`;
}
function summary_certificateText({ certificate, now }) {
    if (!certificate)
        return 'none used';
    const days = (0,base_numbers/* daysBetween */.YM)(now, certificate.notAfter.getTime());
    const left = days === 1 ? '1 day left' : `${(0,base_numbers/* count */.U9)(days)} days left`;
    return `${certificate.thumbprint.slice(0, 8)}… valid until ${certificate.notAfter.toISOString().slice(0, 10)} (${left})`;
}
function publishedText({ artifact, files }) {
    const list = files.map(({ name, bytes }) => `\`${name}\` (${(0,base_numbers/* size */.Ej)(bytes)})`).join(', ');
    if (!artifact)
        return `Files: ${list}`;
    const name = (0,safe_text/* safeCell */.oL)(artifact.name);
    const days = artifact.retentionDays;
    const kept = days === undefined ? '' : `, kept for ${(0,base_numbers/* plural */.LS)(days, 'day')},`;
    return `Artifact: ${artifact.url ? `[${name}](${artifact.url})` : name}${kept} with ${list}`;
}

;// CONCATENATED MODULE: ./src/report/summary-names.ts






/** GitHub drops a summary of more than 1 MiB altogether. Four tables of this size and what stands around them fit. */
const tableBytes = 150 * 1024;
const longestCell = 120;
const shownProperties = 4;
/** Who came, went, changed, and about whom there are findings: tables that are cut between two rows. */
function namesMarkdown({ comparison, findings }) {
    // The gravest first: it is the end of a table that is cut.
    const open = findings.samples
        .filter(({ accepted }) => !accepted)
        .toSorted((a, b) => rules_rule/* severities */.gO.indexOf(b.severity) - rules_rule/* severities */.gO.indexOf(a.severity));
    const tables = [];
    if (comparison) {
        const { counts, samples } = comparison;
        tables.push(table('Added', ['Name', 'User principal name'], samples.added.map(person), counts.added, 'changes.json'), removedTable(samples.removed, counts.removed), table('Changed', ['Name', 'User principal name', 'What'], samples.changed.map((user) => [...nameCells(user), summary_names_changesText(user.changes)]), counts.changed, 'changes.json'));
    }
    tables.push(table('Findings', ['Severity', 'Rule', 'Who', 'Why'], open.map(({ severity, rule, user, subject, why, isNew }) => [
        severity,
        isNew ? `${rule} (new)` : rule,
        user ? (user.userPrincipalName ?? user.id) : subject,
        why,
    ]), findings.counts.open, 'findings.json'));
    return tables.join('');
}
function table(title, heads, rows, all, file) {
    if (all === 0)
        return '';
    const lines = [];
    let bytes = 0;
    for (const row of rows) {
        const line = `| ${row.map(cell).join(' | ')} |\n`;
        bytes += Buffer.byteLength(line);
        if (bytes > tableBytes)
            break;
        lines.push(line);
    }
    const left = all - lines.length;
    const more = left > 0 ? `\n${(0,base_numbers/* plural */.LS)(left, 'row')} left out here: they are in \`${file}\` in the artifact.\n` : '';
    const head = `| ${heads.join(' | ')} |\n|${' --- |'.repeat(heads.length)}\n`;
    return `\n### ${title} (${(0,base_numbers/* count */.U9)(all)})\n\n${lines.length > 0 ? head : ''}${lines.join('')}${more}`;
}
/** With when they were deleted, where the recycle bin was asked. */
function removedTable(removed, all) {
    const isKnown = removed.some((user) => user.deletedDateTime !== undefined);
    const when = ({ deletedDateTime }) => typeof deletedDateTime === 'string' ? deletedDateTime.slice(0, 16).replace('T', ' ') : 'not in the recycle bin';
    const heads = ['Name', 'User principal name', ...(isKnown ? ['Deleted (UTC)'] : [])];
    const rows = removed.map((user) => [...person(user), ...(isKnown ? [when(user)] : [])]);
    return table('Removed', heads, rows, all, 'changes.json');
}
function person(user) {
    return nameCells(nameOf(user));
}
function nameCells({ displayName, userPrincipalName, id }) {
    return [displayName ?? '', userPrincipalName ?? id];
}
function summary_names_changesText(changes) {
    const telling = changes.filter(({ churn }) => !churn);
    const shown = telling.slice(0, shownProperties).map(({ property, before, after }) => {
        if (property === license_names/* licensesProperty */.wt)
            return (0,license_names/* licenseChange */.on)(before, after);
        return `${property}: ${valueText(before)} → ${valueText(after)}`;
    });
    const more = telling.length - shown.length;
    return [...shown, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}
function valueText(value) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return (0,shorten/* shorten */.m)(text, 40);
}
function cell(text) {
    return (0,safe_text/* safeCell */.oL)((0,shorten/* shorten */.m)(text, longestCell));
}

// EXTERNAL MODULE: ./src/graph/query.ts
var graph_query = __webpack_require__(588);
// EXTERNAL MODULE: ./src/graph/page-body.ts + 1 modules
var page_body = __webpack_require__(9432);
;// CONCATENATED MODULE: ./src/graph/pages.ts



/** How often in a row a list may be resumed or begun again without coming further than before; then it is given up. */
const maximumRestarts = 5;
/** Empty pages follow one another where many users were deleted; after this many in a row the list leads nowhere. */
const maximumEmptyPages = 200;
/** An empty page may name its own address as the next one; after this many times in a row the list leads nowhere. */
const maximumSamePage = 20;
/**
 * Reads the users of one query page by page, to the very end: past empty pages, and past page tokens that expire.
 * A user may come more than once.
 *
 * @param begin makes the taker of one page, told whether it is the first: it gets the users while they come
 * @param ahead from which page on the next one is asked for while one is still coming
 * @throws Failure of the client; `next-link-foreign`; `paging-stuck`; `graph-malformed`
 */
async function* usersPages(client, query, begin, ahead = 'first') {
    const start = (0,graph_query/* usersUrl */.ak)(query);
    const readPage = createReader(client, query, begin, ahead);
    let url = start;
    // Where Graph says to resume after DirectoryPageTokenNotFoundException: the last address that a first try returned.
    // Source: https://learn.microsoft.com/graph/paging#requests-after-a-retry
    let safe = start;
    // Pages before `url` and before `safe`, and the most that there ever were.
    let depth = 0;
    let safeDepth = 0;
    let furthest = 0;
    let samePage = 0;
    let emptyPages = 0;
    for (let restarts = 0;;) {
        let page;
        try {
            page = await readPage(url);
        }
        catch (error) {
            const resumeAt = resumePoint(error, { start, safe, url });
            if (resumeAt === undefined)
                throw error;
            restarts += 1;
            if (restarts > maximumRestarts)
                throw withFacts(error, { restarts });
            if (resumeAt === start)
                [safe, safeDepth] = [start, 0];
            [url, depth] = [safe, safeDepth];
            client.spent.retries += 1;
            continue;
        }
        depth += 1;
        if (depth > furthest)
            [furthest, restarts] = [depth, 0];
        yield page.users;
        if (page.nextLink === undefined)
            return;
        const next = (0,graph_query/* checkNextLink */.cm)(page.nextLink, url, query.graphUrl);
        samePage = next === url ? samePage + 1 : 0;
        emptyPages = page.users.length === 0 ? emptyPages + 1 : 0;
        if (samePage > maximumSamePage || emptyPages > maximumEmptyPages)
            throw new base_failure/* Failure */.H('paging-stuck', page.facts());
        if (!page.retried)
            [safe, safeDepth] = [next, depth];
        url = next;
    }
}
/**
 * Hands page after page to `take`.
 *
 * @param take returns false to stop
 */
async function eachPage(pages, take) {
    for await (const page of pages)
        if (!(await take(page)))
            return;
}
/**
 * Graph writes the link to the next page before the users of a page. So the next page is asked for while this one is
 * still coming, and Graph does not wait for what is done with the users.
 *
 * @returns reads the page at an address
 */
function createReader(client, query, begin, ahead) {
    const { advanced, graphUrl } = query;
    const start = (0,graph_query/* usersUrl */.ak)(query);
    let asked = 0;
    let current;
    let next;
    async function read(url, onNextLink) {
        const open = () => (0,page_body/* pageBody */.k)(begin(url === start), onNextLink);
        const { value: page, facts, retried } = await client.get(url, open, { advanced });
        return { ...page, retried, facts };
    }
    function begun(url) {
        const onNextLink = (link) => {
            reading.nextLink = link;
            if (reading === current)
                lookAhead(link, url);
        };
        const reading = { url, page: read(url, onNextLink) };
        // What went wrong is told when this page's turn comes, and of no interest if it never does.
        reading.page.catch(() => { });
        return reading;
    }
    function lookAhead(link, from) {
        if (ahead === 'never' || (ahead === 'second' && asked === 1))
            return;
        try {
            const url = (0,graph_query/* checkNextLink */.cm)(link, from, graphUrl);
            if (next?.url !== url)
                next = begun(url);
        }
        catch {
            // It is told when the page is whole.
        }
    }
    return (url) => {
        asked += 1;
        current = next?.url === url ? next : begun(url);
        next = undefined;
        if (current.nextLink !== undefined)
            lookAhead(current.nextLink, url);
        return current.page;
    };
}
function resumePoint(error, at) {
    if (!(error instanceof base_failure/* Failure */.H) || error.code !== 'graph-refused')
        return undefined;
    if (error.facts.graphCode === 'Directory_ExpiredPageToken')
        return at.start;
    if (error.facts.graphCode !== 'DirectoryPageTokenNotFoundException')
        return undefined;
    return at.safe === at.url ? at.start : at.safe;
}
function withFacts(failure, facts) {
    return new base_failure/* Failure */.H(failure.code, { ...failure.facts, ...facts }, failure);
}

;// CONCATENATED MODULE: ./src/graph/side-list.ts



const minute = 60_000;
/** Milliseconds that one page may take, retries and all: the audit does not wait for hours for what it can do without. */
const patience = 5 * minute;
/** Milliseconds before the deadline that are left for the files, but no more than half of what there is. */
const longestReserve = minute;
/**
 * Reads a list beside that of all users, page behind page. The audit can do without it: whatever refuses it is told as
 * the reason why it was skipped, and what came of it by then is not used. Its throttling holds up nothing else.
 *
 * @param sink.begin makes the taker of one page
 * @param sink.add takes each page
 * @throws Failure `cancelled`, `disk-full`, `disk-refused`
 */
async function readSideList(client, query, { pace, permission, roles }, sink) {
    const lastMoment = pace.deadline - Math.min(longestReserve, (pace.deadline - pace.now()) / 2);
    const patient = {
        spent: client.spent,
        get: (url, read, options) => client.get(url, read, {
            ...options,
            inTurn: async () => { },
            deadline: Math.min(lastMoment, pace.now() + patience),
        }),
    };
    const sent = `GET ${(0,graph_query/* usersUrl */.ak)(query)}`;
    let pages = 0;
    try {
        for await (const page of usersPages(patient, query, sink.begin)) {
            sink.add(page);
            pages += 1;
        }
        return { query: sent, status: 'read', pages };
    }
    catch (error) {
        if (!(error instanceof base_failure/* Failure */.H) || endsTheAudit.has(error.code))
            throw error;
        return { query: sent, status: 'skipped', reason: reasonOf(error, permission, roles()) };
    }
}
/** Failures that the list meets as well. */
const endsTheAudit = new Set(['cancelled', 'disk-full', 'disk-refused']);
/** In our own words: the manifest holds none of Graph's. */
function reasonOf({ code, facts }, permission, roles) {
    if (code === 'time-limit')
        return 'Graph did not answer in time';
    if (code === 'graph-malformed')
        return `Graph's answer could not be read (${code})`;
    if (code !== 'graph-refused')
        return `it failed (${code})`;
    const answer = `HTTP ${facts.status} ${facts.graphCode}`;
    if (facts.status !== 403)
        return `Graph answered ${answer}`;
    if (roles.includes(permission))
        return `Graph refuses it, although ${permission} is granted (${answer})`;
    return `it needs the application permission ${permission} with consent (${answer})`;
}

;// CONCATENATED MODULE: ./src/users/deleted-user.ts

/** What is read of the users in the recycle bin, in the order in which it is written. */
const deletedProperties = [
    'id',
    'userPrincipalName',
    'displayName',
    'userType',
    'deletedDateTime',
];
/**
 * A user of the recycle bin under the name that it had. Entra puts the id, without hyphens, before the userPrincipalName
 * of whom it deletes, so that the name is free again; the id stands beside it, so nothing is lost. With the prefix nobody
 * would find the person again, and an id that is to be hidden would stand in the name.
 * Source: https://learn.microsoft.com/powershell/module/microsoft.entra.users/get-entradeleteduser, whose example has the
 * hyphens still in it; without them: https://github.com/onyx-dot-app/onyx/pull/14074
 */
function deletedUser(given) {
    const type = given[user_type/* typeProperty */.sf];
    const kept = deletedProperties.map((name) => [name, given[name] ?? null]);
    return {
        ...Object.fromEntries(kept),
        ...(type !== undefined && { [user_type/* typeProperty */.sf]: type }),
        id: given.id,
        userPrincipalName: nameBefore(given),
    };
}
function nameBefore({ id, userPrincipalName }) {
    if (typeof userPrincipalName !== 'string')
        return userPrincipalName ?? null;
    const name = userPrincipalName.toLowerCase();
    const prefix = [id.replaceAll('-', ''), id].find((text) => text !== '' && name.startsWith(text.toLowerCase()));
    // A name that is nothing but the id is not taken apart.
    return prefix === undefined || prefix.length === name.length
        ? userPrincipalName
        : userPrincipalName.slice(prefix.length);
}

// EXTERNAL MODULE: ./src/users/tally.ts
var users_tally = __webpack_require__(5426);
// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./src/list/store/plain-values.ts

// Finds where JSON values end that stand in bytes as they will be written: no white space, no escape sequences. It is
// there for speed alone: see byte-packer.ts, which leaves whatever is not plain to JSON.parse.
const [plain_values_quote, plain_values_comma, plain_values_lineFeed, closeBrace] = [0x22, 0x2c, 0x0a, 0x7d];
const [backslash, space] = [0x5c, 0x20];
const openBracket = 0x5b;
const [closeBracket, openBrace] = [0x5d, 0x7b];
/** The first letters of null, true and false. */
const [n, t, f] = [0x6e, 0x74, 0x66];
const [isNull, isTrue, isFalse] = [Buffer.from('null'), Buffer.from('true'), Buffer.from('false')];
/** @returns the end of the value that begins at `at`; -1 when it is cut or not plain */
function valueEnd(bytes, at, nested) {
    switch (bytes[at]) {
        case plain_values_quote:
            return textEnd(bytes, at + 1);
        case openBracket:
        case openBrace:
            return nestedEnd(bytes, at, nested);
        case n:
            return standsAt(bytes, at, isNull) ? at + isNull.length : -1;
        case t:
            return standsAt(bytes, at, isTrue) ? at + isTrue.length : -1;
        case f:
            return standsAt(bytes, at, isFalse) ? at + isFalse.length : -1;
        default:
            return -1;
    }
}
function textEnd(bytes, from) {
    for (let at = from; at < bytes.length; at += 1) {
        const byte = bytes[at];
        if (byte === plain_values_quote)
            return at + 1;
        if (byte === backslash || byte < space)
            return -1;
    }
    return -1;
}
function nestedEnd(bytes, from, nested) {
    const texts = textsEnd(bytes, from);
    if (texts > 0)
        return texts;
    let depth = 0;
    for (let at = from; at < bytes.length; at += 1) {
        const byte = bytes[at];
        if (byte === plain_values_quote) {
            at = textEnd(bytes, at + 1) - 1;
            if (at < from)
                return -1;
        }
        else if (byte === openBracket || byte === openBrace)
            depth += 1;
        else if (byte === closeBracket || byte === closeBrace) {
            depth -= 1;
            if (depth === 0)
                return nested.isCanonical(bytes.toString('utf8', from, at + 1)) ? at + 1 : -1;
        }
    }
    return -1;
}
/** @returns the end of the list of texts that begins at `from`; -1 when it is something else */
function textsEnd(bytes, from) {
    if (bytes[from] !== openBracket)
        return -1;
    if (bytes[from + 1] === closeBracket)
        return from + 2;
    let at = from;
    do {
        if (bytes[at + 1] !== plain_values_quote)
            return -1;
        at = textEnd(bytes, at + 2);
    } while (at > 0 && bytes[at] === plain_values_comma);
    return at > 0 && bytes[at] === closeBracket ? at + 1 : -1;
}
function plain_values_keyOf(text) {
    const bytes = Buffer.from(text);
    const words = Uint32Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readUInt32LE(4 * index));
    return { length: bytes.length, words, tail: bytes.subarray(4 * words.length) };
}
function isKeyAt(view, bytes, at, { length, words, tail }) {
    if (at + length > bytes.length)
        return false;
    for (let index = 0; index < words.length; index += 1) {
        if (view.getUint32(at + 4 * index, true) !== words[index])
            return false;
    }
    return standsAt(bytes, at + 4 * words.length, tail);
}
function standsAt(bytes, at, word) {
    for (let index = 0; index < word.length; index += 1)
        if (bytes[at + index] !== word[index])
            return false;
    return true;
}
/** Licences are the same for many users; more different ones than that are not kept. */
const mostNested = 500;
function createNested(cellOf) {
    const known = new Map();
    return {
        get: (text) => known.get(text),
        isCanonical(text) {
            if (known.has(text))
                return true;
            try {
                const value = JSON.parse(text);
                if (JSON.stringify(value) !== text || !(0,users_user/* hasKeysInOrder */.uY)(value))
                    return false;
                if (known.size < mostNested)
                    known.set(text, cellOf(value));
                return true;
            }
            catch {
                return false;
            }
        },
    };
}
/** Bytes of a character in UTF-8. */
const longestCharacter = 4;
/** @returns the end without a last character of several bytes: a chunk can end in the middle of one */
function endOfWhole(bytes) {
    const tail = bytes.subarray(-longestCharacter);
    const lead = tail.findLastIndex((byte) => byte < 0x80 || byte >= 0xc0);
    return lead < 0 || tail[lead] < 0x80 ? bytes.length : bytes.length - tail.length + lead;
}

;// CONCATENATED MODULE: ./src/list/store/copied-cells.ts



/**
 * Copies what is no formula and needs no quotes in CSV.
 *
 * @returns where it ends in `block`; -1 when it is something else
 */
function copyText(bytes, start, end, block, from) {
    if (start < end && copiedFirst[bytes[start]] === 0)
        return -1;
    let to = from;
    for (let at = start; at < end; at += 1) {
        const byte = bytes[at];
        if (copiedWithin[byte] === 0)
            return -1;
        block[to] = byte;
        to += 1;
    }
    return to;
}
/** The same for a list of texts, which CSV has in one cell. */
function copyTexts(bytes, start, end, block, from) {
    if (bytes[start] !== openBracket)
        return -1;
    if (end - start === 2)
        return from;
    // Between two texts stands a separator, for which a cell is in quotes.
    block[from] = plain_values_quote;
    let to = from + 1;
    let texts = 0;
    for (let at = start; at < end - 1;) {
        if (bytes[at + 1] !== plain_values_quote)
            return -1;
        const close = textEnd(bytes, at + 2) - 1;
        const copied = copyText(bytes, at + 2, close, block, to);
        if (copied < 0)
            return -1;
        to = copied;
        texts += 1;
        at = close + 1;
        if (at < end - 1)
            to = put(block, to, separator);
    }
    if (texts === 1)
        return copyText(bytes, start + 2, end - 2, block, from);
    block[to] = plain_values_quote;
    return to + 1;
}
/** By byte, 1 for those that CSV has as they are wherever they stand in a cell. */
const copiedWithin = Uint8Array.from({ length: 256 }, (_, byte) => {
    const character = String.fromCharCode(byte);
    return byte >= 0x80 || (0,csv_cells/* csvCell */.rK)(`x${character}`) === `x${character}` ? 1 : 0;
});
/** The same where a cell begins: not what may be a formula, nor what begins with the same byte as such a character. */
const copiedFirst = Uint8Array.from(copiedWithin);
for (const start of csv_cells/* guardedStarts */.Mi)
    copiedFirst[Buffer.from(start)[0]] = 0;
const separator = Buffer.from(csv_cells/* listSeparator */.qe);
const endOfRow = Buffer.from(formats_csv/* rowEnd */.mA);
/** Two bytes are written sooner than a call of `copy` or `write` begins. @returns where they end in `block` */
function put(block, to, bytes) {
    for (let index = 0; index < bytes.length; index += 1)
        block[to + index] = bytes[index];
    return to + bytes.length;
}

// EXTERNAL MODULE: ./src/list/store/user-record.ts
var user_record = __webpack_require__(3857);
;// CONCATENATED MODULE: ./src/list/store/byte-packer.ts








/**
 * @param properties what a line holds, in its order; with one that takes a cell of CSV for each of its members no user at
 *   all is copied
 * @param csv whether rows of CSV are wanted
 * @param watch told of every user that is copied
 */
function createBytePacker(properties, csv, watch) {
    const cellOf = csv ? (0,formats_csv/* createCellWriter */.oC)(properties) : () => '';
    // Here the fast way ends for everybody, because of a single property. Nobody would see more of it than a slow audit:
    // the tests keep such a property out of the audit set.
    if (cellOf === undefined)
        return () => -1;
    const keys = properties.map((name, index) => plain_values_keyOf(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`));
    const starts = new Int32Array(properties.length);
    const ends = new Int32Array(properties.length);
    const [enabledAt, typeAt] = ['accountEnabled', 'userType'].map((name) => properties.indexOf(name));
    const nested = createNested(cellOf);
    const licensesAt = csv ? properties.indexOf(license_names/* licensesProperty */.wt) : -1;
    /** Those that were met before, by their JSON: they are the same for many users. */
    const licensesCells = new Map();
    let viewed = Buffer.alloc(0);
    let view = new DataView(viewed.buffer);
    /** Whether everything from the first user in these bytes on is UTF-8; if not, each user is looked at by itself. */
    let isAllUtf8 = false;
    /** Notes where each value is. @returns where the user ends, or -1 */
    function find(bytes, from) {
        if (bytes !== viewed) {
            viewed = bytes;
            view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
            isAllUtf8 = (0,external_node_buffer_.isUtf8)(bytes.subarray(from, endOfWhole(bytes)));
        }
        let at = from;
        for (let index = 0; index < keys.length; index += 1) {
            const key = keys[index];
            if (!isKeyAt(view, bytes, at, key))
                return -1;
            at += key.length;
            starts[index] = at;
            at = valueEnd(bytes, at, nested);
            if (at < 0)
                return -1;
            ends[index] = at;
        }
        if (bytes[at] !== closeBrace)
            return -1;
        at += 1;
        return isAllUtf8 || (0,external_node_buffer_.isUtf8)(bytes.subarray(from, at)) ? at : -1;
    }
    /** @returns the values that a kind is made of, and null for all others */
    function valueAt(bytes, index = -1) {
        if (index < 0)
            return null;
        const start = starts[index];
        if (bytes[start] === t)
            return true;
        if (bytes[start] === f)
            return false;
        if (standsAt(bytes, start, member))
            return 'Member';
        return standsAt(bytes, start, guest) ? 'Guest' : null;
    }
    /** @returns the cell of names, which stands behind that of the licences themselves */
    function namesOfLicenses(bytes) {
        if (licensesAt < 0)
            return '';
        const [start, end] = [starts[licensesAt], ends[licensesAt]];
        if (bytes[start] !== openBracket || end - start === 2)
            return '';
        const text = bytes.toString('utf8', start, end);
        const known = licensesCells.get(text);
        if (known !== undefined)
            return known;
        const cell = (0,formats_csv/* licensesCell */.zb)(JSON.parse(text));
        if (licensesCells.size < mostNested)
            licensesCells.set(text, cell);
        return cell;
    }
    function writeRow(bytes, block, from, licenses) {
        let to = from;
        for (let index = 0; index < keys.length; index += 1) {
            if (index > 0) {
                block[to] = plain_values_comma;
                to += 1;
            }
            to = writeCell(bytes, starts[index], ends[index], block, to);
            if (index === licensesAt)
                to += block.write(`,${licenses}`, to);
        }
        return put(block, to, endOfRow);
    }
    function writeCell(bytes, start, end, block, to) {
        const first = bytes[start];
        if (first === n)
            return to;
        if (first === t || first === f)
            return to + bytes.copy(block, to, start, end);
        const copied = first === plain_values_quote ? copyText(bytes, start + 1, end - 1, block, to) : copyTexts(bytes, start, end, block, to);
        if (copied >= 0)
            return copied;
        const text = bytes.toString('utf8', start, end);
        return to + block.write(nested.get(text) ?? cellOf?.(JSON.parse(text)) ?? '', to);
    }
    return (bytes, at, records, ids) => {
        const end = find(bytes, at);
        // The id comes first.
        const idStart = starts[0];
        if (end < 0 || bytes[idStart] !== plain_values_quote)
            return -1;
        const id = bytes.toString('utf8', idStart + 1, ends[0] - 1);
        if (!(0,users_user/* isPlainId */.SR)(id))
            return -1;
        watch?.seeBytes((place) => bytes[starts[place]] === n);
        const kind = (0,users_tally/* accountKind */.Yu)({ id, accountEnabled: valueAt(bytes, enabledAt), userType: valueAt(bytes, typeAt) });
        const length = end - at;
        const licenses = namesOfLicenses(bytes);
        // Quotes in a cell are doubled, a semicolon may have an apostrophe behind it, and two quotes and an apostrophe come
        // round it; a name may be longer than the id that it is of.
        const longestRow = csv ? 2 * length + 4 * keys.length + 1 + Buffer.byteLength(licenses) : 0;
        const start = (0,user_record/* beginRecord */.dT)(records, 2 * length + 1 + longestRow);
        const { block } = records;
        const line = start + block.write(id, start);
        bytes.copy(block, line, at, end);
        const row = line + length + 1;
        block[row - 1] = plain_values_lineFeed;
        (0,user_record/* endRecord */.rs)(records, { line, row, end: csv ? writeRow(bytes, block, row, licenses) : row, kind });
        ids.push(id);
        return end;
    };
}
const [member, guest] = [Buffer.from('"Member"'), Buffer.from('"Guest"')];

;// CONCATENATED MODULE: ./src/list/store/spelling.ts
/** Graph answers with a property in another spelling than it was asked for: the list has to be asked for in Graph's. */
class OtherSpelling extends Error {
    /** As it was asked for, and as Graph spells it: several may differ in nothing but case. */
    names;
    constructor(names) {
        super('Graph spells a property otherwise');
        this.names = names;
    }
}
/**
 * Graph takes names in any case. What is documented is spelled in advance; directory extensions are spelled as somebody
 * once registered them, which only an answer tells. Looked for in the wrong spelling, everybody would have null.
 *
 * @returns checks one user. @throws OtherSpelling
 */
function createSpellingCheck(properties) {
    const wanted = new Set(properties);
    const byLowerCase = new Map(properties.map((name) => [name.toLowerCase(), name]));
    return (user) => {
        let others;
        for (const key of Object.keys(user)) {
            if (wanted.has(key))
                continue;
            const name = byLowerCase.get(key.toLowerCase());
            if (name === undefined || Object.hasOwn(user, name))
                continue;
            others ??= new Map();
            others.set(name, [...(others.get(name) ?? []), key]);
        }
        if (others !== undefined)
            throw new OtherSpelling(others);
    };
}
/**
 * @param names as they were asked for
 * @param error what the answer to them told
 * @param met names that Graph itself has told before: whoever has another in their place has it beside them
 * @returns the names to ask with
 */
function respell(names, error, met) {
    return names.flatMap((name) => {
        const graphs = error.names.get(name);
        if (graphs === undefined)
            return [name];
        return met.has(name) ? [name, ...graphs] : graphs;
    });
}

;// CONCATENATED MODULE: ./src/list/store/value-watch.ts
/**
 * @param properties what a line holds, in its order
 * @param watched those that were asked for by name
 */
function createValueWatch(properties, watched) {
    const neverSent = new Set();
    const withoutValue = new Map();
    const reset = () => {
        for (const name of watched) {
            neverSent.add(name);
            withoutValue.set(name, properties.indexOf(name));
        }
    };
    reset();
    return {
        see(user) {
            for (const name of withoutValue.keys()) {
                if (Object.hasOwn(user, name))
                    neverSent.delete(name);
                if ((user[name] ?? null) !== null)
                    withoutValue.delete(name);
            }
        },
        seeBytes(isNull) {
            if (withoutValue.size === 0)
                return;
            neverSent.clear();
            for (const [name, place] of withoutValue)
                if (!isNull(place))
                    withoutValue.delete(name);
        },
        missing: () => ({
            neverSent: [...neverSent],
            alwaysNull: [...withoutValue.keys()].filter((name) => !neverSent.has(name)),
        }),
        reset,
    };
}

;// CONCATENATED MODULE: ./src/list/store/page-packer.ts







const firstBlockBytes = 256 * 1024;
/**
 * @param properties what a line holds, in its order
 * @param csv whether rows of CSV are wanted
 * @param watch told of every user
 */
function createPagePackers(properties, csv, watch = createValueWatch(properties, [])) {
    const lineOf = (0,users_user/* createLineWriter */.cL)(properties);
    const rowOf = csv ? (0,formats_csv/* createRowWriter */.Qx)(properties) : () => '';
    const changes = properties.includes(users_user/* managerProperty */.h4);
    const packBytes = changes ? undefined : createBytePacker(properties, csv, watch);
    const checkSpelling = createSpellingCheck(properties);
    let hasTypes = false;
    const free = [];
    return {
        begin() {
            // Only when the first user comes: many pages are waited for, and few come at once.
            let records;
            const opened = () => {
                records ??= (0,user_record/* recordsIn */.Q0)(free.pop() ?? Buffer.allocUnsafeSlow(firstBlockBytes));
                return records;
            };
            const ids = [];
            return {
                user(given) {
                    checkSpelling(given);
                    const user = changes ? (0,users_user/* withManager */.Iz)(given) : given;
                    const kind = (0,users_tally/* accountKind */.Yu)(user);
                    hasTypes ||= (0,users_tally/* isOtherType */.t_)(kind);
                    watch.see(user);
                    ids.push(user.id);
                    (0,user_record/* packUser */.lT)(opened(), { id: user.id, kind, line: `${lineOf(user)}\n`, row: rowOf(user) });
                },
                takeBytes: packBytes && ((bytes, at) => packBytes(bytes, at, opened(), ids)),
                end: () => ({ length: ids.length, ids, records: opened() }),
                drop() {
                    if (records)
                        free.push(records.block);
                },
            };
        },
        recycle: (block) => void free.push(block),
        get hasTypes() {
            return hasTypes;
        },
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./src/list/store/merge-records.ts


const merge_records_portionBytes = 256 * 1024;
/**
 * Merges sorted sources into one sorted sequence without repetitions.
 * Where an id stands in several sources, the record of the last of them is kept.
 *
 * @returns handy portions; each is valid until the next one is asked for
 */
function* mergeRecords(sources) {
    try {
        const heap = createMinHeap(comesFirst);
        for (const [order, source] of sources.entries())
            if (source.next())
                heap.push({ source, order });
        const portion = (0,user_record/* recordsIn */.Q0)(Buffer.allocUnsafeSlow(2 * merge_records_portionBytes));
        let lastId;
        for (let top = heap.top(); top; top = heap.top()) {
            const { source } = top;
            // Of equal ids the newest source comes out first: the older ones are passed over.
            if (source.id !== lastId) {
                portion.starts.push(portion.end);
                (0,user_record/* appendRecords */.ho)(portion, source.block, source.start, source.end);
                lastId = source.id;
            }
            if (source.next())
                heap.sink();
            else
                heap.pop();
            if (portion.end >= merge_records_portionBytes) {
                yield portion;
                (0,user_record/* clearRecords */.e)(portion);
            }
        }
        if (portion.end > 0)
            yield portion;
    }
    finally {
        for (const source of sources)
            source.close();
    }
}
function comesFirst(a, b) {
    return a.source.id === b.source.id ? a.order > b.order : a.source.id < b.source.id;
}

;// CONCATENATED MODULE: ./src/list/store/record-sources.ts



/** Records in memory, in the order in which `starts` names them. */
function recordsInMemory(block, filled, starts) {
    const source = { id: '', block, start: 0, end: 0 };
    let index = 0;
    return Object.assign(source, {
        next() {
            const start = starts[index];
            index += 1;
            return start !== undefined && moveTo(source, start, filled);
        },
        close() { },
    });
}
/**
 * Records of a file that holds nothing but them.
 *
 * @param blockBytes how much is read at once; a record that is larger makes the block grow
 */
function recordsOfFile(path, blockBytes) {
    const source = { id: '', block: Buffer.allocUnsafeSlow(blockBytes), start: 0, end: 0 };
    const file = (0,output_folder/* guardDiskSync */._W)(path, () => (0,external_node_fs_.openSync)(path, 'r'));
    let filled = 0;
    /** Moves what is left to the front and reads on behind it. @returns false at the end of the file */
    function readOn() {
        const left = filled - source.end;
        const block = left > source.block.length / 2 ? Buffer.allocUnsafeSlow(4 * left) : source.block;
        source.block.copy(block, 0, source.end, filled);
        source.block = block;
        source.end = 0;
        const read = (0,output_folder/* guardDiskSync */._W)(path, () => (0,external_node_fs_.readSync)(file, block, left, block.length - left, null));
        filled = left + read;
        return read > 0;
    }
    return Object.assign(source, {
        next() {
            while (!moveTo(source, source.end, filled))
                if (!readOn())
                    return false;
            return true;
        },
        close: () => (0,external_node_fs_.closeSync)(file),
    });
}
/** @returns false when there is no whole record at `start` */
function moveTo(source, start, filled) {
    const end = (0,user_record/* recordEnd */.$f)(source.block, start, filled);
    if (end === undefined)
        return false;
    source.start = start;
    source.end = end;
    source.id = (0,user_record/* recordId */.Re)(source.block, start);
    return true;
}

;// CONCATENATED MODULE: ./src/list/store/user-store.ts






const user_store_defaultLimit = 8 * 1024 * 1024;
/** Runs merged at once: each has a file open and a block in memory. */
const mostSortedRuns = 256;
/** What all blocks of a merge take together, and the largest that is of use. */
const mergeBytes = 8 * 1024 * 1024;
const largestBlock = 256 * 1024;
/**
 * @param folder where runs are written; a folder of its own is made in it
 * @param limit bytes held in memory before a run is written
 */
function createUserStore(folder, limit = user_store_defaultLimit) {
    let home;
    let runNumber = 0;
    let runs = [];
    const gathered = (0,user_record/* recordsIn */.Q0)(Buffer.allocUnsafeSlow(limit));
    let ids = [];
    /** Where the gathered records begin, sorted by id; of two with one id, only the later one. */
    function sorted() {
        const idOf = (index) => ids[index];
        const order = ids.map((_, index) => index);
        order.sort((a, b) => (idOf(a) < idOf(b) ? -1 : idOf(a) > idOf(b) ? 1 : b - a));
        return order
            .filter((index, position) => position === 0 || idOf(index) !== idOf(order[position - 1]))
            .map((index) => gathered.starts[index]);
    }
    function forget() {
        (0,user_record/* clearRecords */.e)(gathered);
        ids = [];
    }
    function writeRun(portions) {
        home ??= (0,output_folder/* guardDiskSync */._W)(folder, () => (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)(folder, '.sorting-')));
        runNumber += 1;
        const path = (0,external_node_path_.join)(home, `run-${runNumber}`);
        (0,output_folder/* guardDiskSync */._W)(path, () => {
            const file = (0,external_node_fs_.openSync)(path, 'wx', 0o600);
            try {
                for (const records of portions)
                    writeRecords(file, records);
            }
            finally {
                (0,external_node_fs_.closeSync)(file);
            }
        });
        return path;
    }
    function spill() {
        runs.push(writeRun([{ ...gathered, starts: sorted() }]));
        forget();
        if (runs.length < mostSortedRuns)
            return;
        const merged = writeRun(mergeRecords(runSources()));
        for (const path of runs)
            (0,external_node_fs_.rmSync)(path);
        runs = [merged];
    }
    function runSources() {
        const blockBytes = Math.min(largestBlock, Math.floor(mergeBytes / runs.length));
        return runs.map((path) => recordsOfFile(path, blockBytes));
    }
    return {
        add(page) {
            const { block, starts, end } = page.records;
            if (gathered.end > 0 && gathered.end + end > limit)
                spill();
            for (const start of starts)
                gathered.starts.push(gathered.end + start);
            for (const id of page.ids)
                ids.push(id);
            (0,user_record/* appendRecords */.ho)(gathered, block, 0, end);
        },
        clear() {
            forget();
            runs = [];
            if (home !== undefined)
                (0,external_node_fs_.rmSync)(home, { recursive: true, force: true });
            home = undefined;
        },
        portions: () => mergeRecords([...runSources(), recordsInMemory(gathered.block, gathered.end, sorted())]),
    };
}
const gatherBytes = 256 * 1024;
/** Writes records in the order of their `starts`, many at once. */
function writeRecords(file, { block, starts, end }) {
    const out = (0,user_record/* recordsIn */.Q0)(Buffer.allocUnsafeSlow(2 * gatherBytes));
    const writeOut = () => {
        for (let offset = 0; offset < out.end;)
            offset += (0,external_node_fs_.writeSync)(file, out.block, offset, out.end - offset);
        (0,user_record/* clearRecords */.e)(out);
    };
    for (const start of starts) {
        (0,user_record/* appendRecords */.ho)(out, block, start, (0,user_record/* recordEnd */.$f)(block, start, end) ?? end);
        if (out.end >= gatherBytes)
            writeOut();
    }
    writeOut();
}

;// CONCATENATED MODULE: ./src/list/masked-list.ts





/** Users that wait to be sorted: an id may have another place when it is shown otherwise. */
const masked_list_portionLength = 1_000;
/** @param portions the list as it is, sorted by id; asked for twice */
async function maskList(portions, options) {
    const { mask, folder, name, csv, signal } = options;
    const lines = (0,external_node_path_.join)(folder, `${name}.jsonl`);
    const file = (0,scratch_file/* createScratchFile */.L)(lines);
    // A list of nobody is a file as well.
    await file.write([]);
    for (const records of portions()) {
        signal.throwIfAborted();
        for (const user of (0,user_record/* usersIn */._k)(records))
            mask.see(user);
        await file.write(masked_list_linesOf(records));
    }
    await file.end();
    const properties = mask.properties(options.properties);
    const pages = createPagePackers(properties, csv);
    const store = createUserStore(folder);
    let page = pages.begin();
    let length = 0;
    const add = () => {
        const ended = page.end();
        store.add(ended);
        pages.recycle(ended.records.block);
        page = pages.begin();
        length = 0;
    };
    for (const records of portions()) {
        signal.throwIfAborted();
        for (const user of (0,user_record/* usersIn */._k)(records)) {
            page.user(mask.user(user));
            length += 1;
            if (length === masked_list_portionLength)
                add();
        }
    }
    add();
    return {
        lines,
        properties,
        portions: store.portions,
        clear: store.clear,
        get hasTypes() {
            return pages.hasTypes;
        },
    };
}
function masked_list_linesOf({ block, starts }) {
    return starts.map((start) => block.subarray((0,user_record/* lineStart */.PT)(block, start), (0,user_record/* rowStart */.T9)(block, start)));
}

;// CONCATENATED MODULE: ./src/list/deleted-list.ts





const deletedListName = 'deleted-users.jsonl';
/** Bytes held in memory before they go to disk: there are few in most directories. */
const limit = 1024 * 1024;
function createDeletedList(folder, signal) {
    const pages = createPagePackers(deletedProperties, false);
    const store = createUserStore(folder.scratch, limit);
    return {
        begin() {
            const { user, end, drop } = pages.begin();
            return { user: (given) => user(deletedUser(given)), end, drop };
        },
        add(page) {
            signal.throwIfAborted();
            store.add(page);
            pages.recycle(page.records.block);
        },
        see(mask) {
            for (const records of store.portions())
                for (const user of (0,user_record/* usersIn */._k)(records))
                    mask.see(user);
        },
        async write(mask) {
            const truth = { lines: folder.partial(deletedListName), properties: deletedProperties };
            const masked = mask &&
                (await maskList(store.portions, {
                    ...{ mask, signal, folder: folder.scratch, csv: false },
                    ...{ name: 'true-deleted-users', properties: deletedProperties },
                }));
            const file = await folder.create(deletedListName);
            let users = 0;
            for (const { block, starts } of (masked ?? store).portions()) {
                signal.throwIfAborted();
                for (const start of starts)
                    file.append(block, (0,user_record/* lineStart */.PT)(block, start), (0,user_record/* rowStart */.T9)(block, start));
                users += starts.length;
                await file.ready();
            }
            await file.close();
            masked?.clear();
            store.clear();
            return {
                file,
                users,
                shown: masked ? { lines: truth.lines, properties: masked.properties } : truth,
                truth: masked ? { lines: masked.lines, properties: deletedProperties } : truth,
            };
        },
        clear: store.clear,
    };
}

// EXTERNAL MODULE: ./src/problems/graph-refusal.ts
var graph_refusal = __webpack_require__(4217);
;// CONCATENATED MODULE: ./src/audit/deleted-users.ts







/** @param wanted the input `deleted-users` */
function createDeletedUsers(wanted, { client, graphUrl, roles }, folder, { pace, log, signal }) {
    const list = createDeletedList(folder, signal);
    let reading;
    function read() {
        if (!wanted)
            return Promise.resolve(null);
        const query = {
            ...{ graphUrl, properties: deletedProperties, place: graph_query/* recycleBin */.ZD },
            ...{ filter: '', includeManager: false, advanced: false },
        };
        return readSideList(client, query, { pace, permission: graph_refusal/* permissionToList */.dN, roles }, list);
    }
    function begun() {
        reading ??= read();
        return reading;
    }
    return {
        begin() {
            // What goes wrong is told when its turn comes.
            begun().catch(() => { });
        },
        async seenBy(disclosure) {
            if ((await begun())?.status === 'read')
                list.see(disclosure);
        },
        async finish(disclosure) {
            const outcome = await begun();
            if (outcome === null)
                return { list: undefined, outcome };
            if (outcome.status === 'read') {
                const written = await list.write(disclosure);
                log.info(`The recycle bin holds ${(0,base_numbers/* plural */.LS)(written.users, 'user')}, deleted in the last 30 days.`);
                return { list: written, outcome: { ...outcome, users: written.users } };
            }
            // When the audit as a whole is over, it is not skipped.
            signal.throwIfAborted();
            list.clear();
            log.warning(`The recycle bin was skipped: ${outcome.reason}. When users were deleted is not known; the list of users is not affected. To do without it, set deleted-users: false.`);
            return { list: undefined, outcome };
        },
    };
}
/** What summary and report tell of it: numbers. @returns undefined when it was not asked for */
function recycleBinText({ outcome }, comparison, list) {
    if (outcome === null)
        return undefined;
    if (outcome.status === 'skipped')
        return `skipped: ${outcome.reason}`;
    const { counts, inRecycleBin } = comparison ?? {};
    const held = `${(0,base_numbers/* plural */.LS)(outcome.users, 'user')}, deleted in the last 30 days`;
    if (counts === undefined || inRecycleBin === undefined || counts.removed === 0)
        return held;
    const rest = counts.removed - inRecycleBin;
    const others = rest === 0 ? '' : `; ${(0,base_numbers/* count */.U9)(rest)} not: ${(0,compare_comparison/* whyNotInRecycleBin */.F5)(list)}`;
    return `${held}. Of the removed, ${(0,base_numbers/* count */.U9)(inRecycleBin)} in it${others}`;
}

;// CONCATENATED MODULE: ./src/audit/encrypt-files.ts


/**
 * Encrypts the files with directory data where that was asked for. Each plain one is removed as soon as its `.age` is
 * whole, so that the disk never holds both of all of them.
 *
 * @param files whole, under their temporary names
 * @returns the files to publish: the encrypted ones, or `files` themselves
 * @throws Failure `disk-*`; or the reason for stopping
 */
async function encryptFiles(files, { encryption, folder }, { log, learn, pace, signal }) {
    if (encryption === undefined)
        return [...files];
    learn({ doing: 'encrypting the files' });
    const startedAt = pace.now();
    const encrypted = [];
    let bytes = 0;
    for (const file of files) {
        const { name } = file.written();
        const target = await folder.create(name + age/* encryptedSuffix */.Cj);
        await encryption.encrypt(folder.partial(name), target, signal);
        await file.discard();
        bytes += file.written().bytes;
        encrypted.push(target);
    }
    learn({ doing: 'writing and publishing the files' });
    const took = (0,base_numbers/* duration */.p0)(pace.now() - startedAt);
    log.info(`Encrypted ${(0,base_numbers/* plural */.LS)(files.length, 'file')} (${(0,base_numbers/* size */.Ej)(bytes)}) in ${took}.`);
    return encrypted;
}

// EXTERNAL MODULE: ./src/audit/report-artifact.ts
var report_artifact = __webpack_require__(7724);
// EXTERNAL MODULE: ./src/base/version.ts
var version = __webpack_require__(2301);
// EXTERNAL MODULE: ./src/problems/explain.ts + 11 modules
var explain = __webpack_require__(7537);
;// CONCATENATED MODULE: ./src/compare/chain.ts


/** What a manifest says of the audits before it: the digest of the one before makes of a series a chain. */
function chain_chainOf(baseline) {
    const alone = { previous: null, history: [] };
    const chain = { length: 1, reason: null, lookedPast: [] };
    switch (baseline.state) {
        case 'none':
            return { ...alone, chain: { ...chain, state: 'apart' } };
        case 'first':
            return { ...alone, chain: { ...chain, state: 'first', lookedPast: baseline.lookedPast } };
        case 'unusable':
            return { ...alone, chain: { ...chain, state: 'broken', reason: (0,explain/* explain */.W)(baseline.failure).what } };
        case 'followed':
        case 'ready': {
            const { manifest, manifestSha256, lookedPast } = baseline;
            if (manifest === undefined || manifestSha256 === undefined) {
                return { ...alone, chain: { ...chain, state: 'apart' } };
            }
            const { runId, endedAt, users, numbers, history, chainLength, chainProblem } = manifest;
            const previous = { manifestSha256, runId, endedAt, users };
            return {
                previous,
                chain: {
                    state: chainProblem ? 'broken' : 'linked',
                    length: chainLength + 1,
                    reason: chainProblem ?? null,
                    lookedPast,
                },
                history: [...history, { ...previous, ...numbers }].slice(-maximumHistory),
            };
        }
    }
}

;// CONCATENATED MODULE: ./src/evidence/manifest.ts
/** manifest.json as text, indented for people. */
function manifestText(manifest) {
    return `${JSON.stringify(manifest, null, 2)}\n`;
}

;// CONCATENATED MODULE: ./src/evidence/withhold-filter.ts
const withheld = '(withheld)';
/**
 * Takes the text of the filter out of a manifest, wherever it stands: it may name people, and beside encrypted files
 * the manifest is the one that everybody can read. What this Action itself added for a part of the list stays.
 */
function withholdFilter(manifest) {
    const { filter, queries, read } = manifest;
    if (filter === null)
        return manifest;
    return {
        ...manifest,
        filter: null,
        queries: queries.map((query) => query.replace(/(?<=[?&]\$filter=)[^&]*/g, withheld)),
        read: { ...read, shards: read.shards.map((shard) => ({ ...shard, filter: withoutOwn(shard.filter, filter) })) },
    };
}
function withoutOwn(text, own) {
    const start = `(${own})`;
    return text.startsWith(start) ? withheld + text.slice(start.length) : withheld;
}

;// CONCATENATED MODULE: ./src/audit/write-manifest.ts





/** Writes manifest.json, the evidence of the audit; it gets its name last. @param files all others, whole by now */
async function writeManifest(found, files, host) {
    const manifest = await found.folder.create('manifest.json');
    manifest.append(Buffer.from(manifestText(await manifestOf(found, files, host))));
    await manifest.close();
    return manifest;
}
async function manifestOf(found, files, host) {
    const manifest = await wholeManifest(found, files, host);
    return found.encryption ? withholdFilter(manifest) : manifest;
}
async function wholeManifest(found, files, { run, pace }) {
    const { inputs, credential, session, list, written, signIns, disclosure, startedAt } = found;
    const { spent } = session.client;
    return {
        schemaVersion: 1,
        tool: {
            name: 'entra-user-audit',
            version: version/* version */.r,
            repository: run.action.repository,
            ref: run.action.ref,
            bundleSha256: await found.bundleSha256,
        },
        run: runOf(run, found),
        tenantId: found.tenantId,
        clientId: inputs.clientId,
        cloud: inputs.cloud,
        credential: { kind: credential.kind, certificate: certificateOf(credential) },
        queries: list.queries.map((query) => (0,hide_filter/* publishedQuery */.iZ)(query, inputs)),
        properties: written.properties,
        withoutValues: [...written.missingValues.neverSent, ...written.missingValues.alwaysNull],
        filter: (0,hide_filter/* publishedFilter */.Vt)(inputs),
        encryption: encryptionOf(found),
        ...(disclosure && { disclosure: disclosure.facts }),
        startedAt: new Date(startedAt).toISOString(),
        endedAt: new Date(pace.now()).toISOString(),
        counts: { before: list.counts?.before ?? null, after: list.counts?.after ?? null, listed: list.listed },
        secondReading: list.secondReading,
        reconciled: list.reconciled,
        types: typesOf(written),
        read: {
            reads: list.reads,
            shards: list.parts.map((part) => ({ ...part, filter: (0,hide_filter/* publishedPartFilter */.Wb)(part.filter, inputs) })),
            fallback: list.fallback,
            pages: list.pages,
            requests: spent.requests,
            retries: spent.retries,
            throttled: spent.throttled,
            resourceUnits: spent.resourceUnits,
            waitedMilliseconds: spent.waited,
        },
        signInActivity: signIns,
        roster: rosterOf(found.assessment),
        deletedUsers: found.recycleBin.outcome,
        sponsors: found.sponsors,
        creationDates: written.creationDates.quantiles(),
        changes: changesOf(found.assessment),
        findings: findingsOf(found.assessment),
        ...chain_chainOf(found.assessment.baseline),
        rules: found.assessment.findings.rules
            .filter(({ state }) => state === 'judged')
            .map(({ id, severity, limit, counts }) => ({
            id,
            severity,
            limit: limit?.value ?? null,
            found: counts.total,
            open: counts.open,
        })),
        gates: found.assessment.gates.map(({ gate, state, fails, detail }) => ({ gate, state, fails, detail })),
        files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
    };
}
function runOf({ workflowRun }, { conclusion: { acceptedBy } }) {
    if (workflowRun === null || acceptedBy === undefined)
        return workflowRun;
    return { ...workflowRun, acceptedChanges: { by: acceptedBy } };
}
function encryptionOf({ encryption, inputs }) {
    if (encryption === undefined)
        return null;
    return { format: 'age', recipients: encryption.recipients.length, filterWithheld: inputs.filter !== '' };
}
function typesOf({ properties, tally }) {
    return properties.includes('userType') ? { members: tally.members, guests: tally.guests } : null;
}
/** What the history of later audits will tell of this one, beside its users. */
function numbersOf({ written, assessment }) {
    const { high, medium, low } = findingsOf(assessment);
    const { members, guests } = typesOf(written) ?? { members: null, guests: null };
    const { added, removed, changed } = changesOf(assessment) ?? { added: null, removed: null, changed: null };
    return { members, guests, added, removed, changed, high, medium, low };
}
function changesOf({ comparison }) {
    if (comparison?.usersBefore === undefined)
        return null;
    const { added, removed, changed } = comparison.counts;
    return { added, removed, changed };
}
function findingsOf({ findings: { counts } }) {
    const { high, medium, low } = counts.bySeverity;
    return { open: counts.open, accepted: counts.accepted, new: counts.new, high, medium, low };
}
function rosterOf({ roster }) {
    if (roster === undefined)
        return null;
    const { sha256, rows, nameless, counts } = roster;
    const { left = null, withoutAccount = null } = counts ?? {};
    return { sha256, rows, nameless, people: roster.roster.people, left, withoutAccount };
}
/** Writes SHA256SUMS, for `sha256sum -c`. @param files all but the manifest, which names this one as well */
async function writeChecksums(folder, files) {
    const sums = await folder.create('SHA256SUMS');
    await sums.write([Buffer.from(files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join(''))]);
    await sums.close();
    return sums;
}
function certificateOf(credential) {
    if (credential.kind !== 'certificate')
        return null;
    const { thumbprint, thumbprintSha256, notBefore, notAfter } = credential.certificate;
    return { thumbprint, thumbprintSha256, notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() };
}

;// CONCATENATED MODULE: ./src/report/page/csv.js
/**
 * CSV for spreadsheets, by the rules of users.csv: what one would take for a formula gets an apostrophe before it.
 *
 * @returns {import('./parts.d.ts').Page['csv']}
 */
function csv() {
  const passedOver = '[ \\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f"\\u00a0\\u2000-\\u200f\\u2028-\\u202f\\u2060\\ufeff]';
  const formula = new RegExp(
    `(?:^|(?<=[;\\t\\r\\n]))(?=${passedOver}*[-=+@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20])`,
    'g',
  );
  const cell = (/** @type {unknown} */ value) => {
    const guarded = typeof value === 'number' ? String(value) : String(value ?? '').replace(formula, "'");
    return /[",;\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  };
  return {
    text(columns, rows) {
      const lines = [columns.map(cell).join(',')];
      for (const row of rows) lines.push(row.map(cell).join(','));
      return `\ufeff${lines.join('\r\n')}\r\n`;
    },
  };
}

;// CONCATENATED MODULE: ./src/report/page/dialog.js
/**
 * All that the page knows of one person.
 *
 * @param {import('./parts.d.ts').Page} page
 * @returns {import('./parts.d.ts').Page['dialog']}
 */
function dialog({ data, get, rows, h, text, views }) {
  /** @typedef {import('./parts.d.ts').Markup} Markup */
  const box = /** @type {HTMLDialogElement} */ (get('person'));
  const { changes, findings, needs, directory, table } = data;

  /** @param {string} title @param {Markup[]} parts */
  const section = (title, parts) => (parts.length === 0 ? [] : [h('h3', {}, title), ...parts]);
  const same = (/** @type {string} */ id) => (/** @type {{ id?: unknown }} */ user) => user.id === id;

  /** @param {string} id @returns {Record<string, unknown>} */
  function rowOf(id) {
    const row = rows.rowOf(id);
    if (row === undefined) return {};
    return Object.fromEntries(
      table.columns.map(({ property }, column) => [property, rows.columns[column]?.[row] ?? null]),
    );
  }

  /** @param {Record<string, unknown>} user */
  function known(user) {
    return Object.fromEntries(Object.entries(user).filter(([, value]) => value !== null && String(value) !== ''));
  }

  /** @param {string} id */
  function told(id) {
    const [row, added, removed] = [rowOf(id), changes.added.find(same(id)), changes.removed.find(same(id))];
    const deleted = directory.deleted?.people.find(same(id));
    const changed = changes.changed.find(same(id));
    const recreated = changes.recreated.filter(({ addedId, removedId }) => addedId === id || removedId === id);
    const own = findings.items.filter(({ user, subject }) => user?.id === id || (!user && subject === id));
    const others = findings.items.filter(
      ({ user, evidence }) =>
        user && user.id !== id && Array.isArray(evidence.others) && evidence.others.some((other) => other?.id === id),
    );
    const reasons = needs.flatMap((need) =>
      need.people
        .filter((one) => one.user?.id === id)
        .map((one) => h('li', {}, `${need.title}: `, h('bdi', {}, one.text))),
    );
    const mentioned = [...own, ...others].map(({ user }) => user).find((user) => user?.id === id);
    const named = needs.flatMap(({ people }) => people).find(({ user }) => user?.id === id)?.user;
    const facts = { ...mentioned, ...named, ...changed, ...deleted, ...removed, ...added, ...row };
    const { changes: _, ...values } = /** @type {Record<string, unknown>} */ (known(facts));
    const mark = rows.marks[rows.rowOf(id) ?? -1] ?? 0;
    const isMissing = !data.evidence.reconciled;
    const states = [
      ...(added || mark & 2 ? [h('p', {}, 'Joined since the last audit.')] : []),
      ...(removed
        ? [h('p', {}, `Left since the last audit${isMissing ? ', or was missed: the list is not complete' : ''}.`)]
        : []),
      ...(mark & 4 && !changed ? [h('p', {}, 'Changed since the last audit: changes.json says what.')] : []),
      // The page has room for so many findings.
      ...(mark & 1 && !own.some(({ accepted }) => !accepted)
        ? [h('p', {}, 'Something was found: findings.json says what.')]
        : []),
      ...(deleted ? [h('p', {}, `In the recycle bin since ${text.value('', deleted.deletedDateTime)}.`)] : []),
      ...recreated.map(({ removedId, addedId }) =>
        h('p', {}, `Removed and created again: ${removedId} became ${addedId}.`),
      ),
    ];
    const isKnown = Object.keys(values).length > 0;
    const nobody =
      table.leftOut === 'none'
        ? `This page knows nobody with this id: whoever it is was not in the list${isMissing ? ', which is not complete' : ''}.`
        : `This page holds ${text.count(table.shown)} of ${text.count(table.total)} users, and not this one; everybody is in users.jsonl.`;
    return {
      name: String(values.displayName ?? values.userPrincipalName ?? id),
      upn: String(values.userPrincipalName ?? id),
      parts: [
        ...states,
        ...section('What needs you', reasons.length > 0 ? [h('ul', {}, ...reasons)] : []),
        ...section(
          'Findings',
          own.map((finding) => views.finding(finding, false)),
        ),
        ...section(
          'Findings about others that name this account',
          others.map((finding) => views.finding(finding, true)),
        ),
        ...section('What changed', changed ? [views.changes(changed.changes)] : []),
        ...section(
          'Properties',
          isKnown
            ? [views.properties({ id, ...values }), h('p', { class: 'soft' }, 'users.jsonl has all of them.')]
            : [h('p', {}, nobody)],
        ),
      ],
    };
  }

  get('person-close').addEventListener('click', () => box.close());
  // A click beside it hits the dialog itself.
  box.addEventListener('click', ({ target }) => {
    if (target === box) box.close();
  });
  box.addEventListener('close', () => {
    if (location.hash.startsWith('#user=')) history.replaceState(null, '', location.pathname + location.search);
  });

  return {
    open(id) {
      const { name, upn, parts } = told(id);
      get('person-name').replaceChildren(/** @type {Node} */ (h('bdi', {}, name)));
      get('person-upn').replaceChildren(/** @type {Node} */ (h('bdi', {}, upn === name ? '' : upn)));
      get('person-body').replaceChildren(...parts.map((part) => /** @type {Node} */ (part)));
      get('person-body').scrollTop = 0;
      if (!box.open) box.showModal();
      return true;
    },
  };
}

;// CONCATENATED MODULE: ./src/report/page/filters.js
/**
 * What is asked of the table: words, chips, columns with few values, the rule that somebody came from, and the order.
 *
 * @param {import('./parts.d.ts').Page} page
 * @returns {import('./parts.d.ts').Page['filters']}
 */
function filters({ data, get, rows, query, table, csv, h, text }) {
  const { columns, total, shown, leftOut } = data.table;
  const search = /** @type {HTMLInputElement} */ (get('search'));
  const chips = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll('button[data-mark]')]);
  const selects = /** @type {HTMLSelectElement[]} */ ([...document.querySelectorAll('select[data-column]')]);
  const headings = [...get('users').querySelectorAll('thead th')];
  let mark = 0;
  let rule = '';
  /** @type {import('./parts.d.ts').Query['sort']} */
  let sort;
  let found = new Int32Array(0);

  /** Who is not in the page, or not in the list, may be in the directory all the same. */
  const held = [
    ...(leftOut === 'none'
      ? []
      : [` This page holds ${text.count(shown)} of ${text.count(total)} users; everybody is in users.jsonl.`]),
    ...(data.evidence.reconciled ? [] : [' The list is not complete: somebody may be missing from it.']),
  ].join('');
  const isWhole = held === '';

  function ids() {
    if (rule === '') return undefined;
    return new Set(data.findings.items.flatMap((item) => (item.rule === rule && item.user ? [item.user.id] : [])));
  }

  function refresh() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const equal = new Map(
      selects.flatMap((select) => (select.value === '' ? [] : [[Number(select.dataset.column), select.value]])),
    );
    found = query.find({ words, equal: /** @type {Map<number, string>} */ (equal), mark, ids: ids(), sort });
    table.show(found);
    const some = words.length > 0 || equal.size > 0 || mark !== 0 || rule !== '';
    get('status').textContent = statusText(some) + ruleText() + held;
    get('clear').hidden = !some;
    get('rule-chip').hidden = rule === '';
    get('rule-chip').textContent = `Rule ${rule} \u2715`;
  }

  /** @param {boolean} some whether anything was asked */
  function statusText(some) {
    if (total === 0) return 'There is nobody in this directory, or nobody whom the filter lets through.';
    if (rows.length() === 0) return 'Nobody is in this table.';
    if (found.length === 0) return isWhole ? 'Nobody matches.' : 'Nobody in this page matches.';
    if (!some) return `${text.count(found.length)} ${found.length === 1 ? 'user' : 'users'}.`;
    return `${text.count(found.length)} of ${text.count(rows.length())} users match.`;
  }

  /** Whom the rule found and the table does not show. */
  function ruleText() {
    if (rule === '') return '';
    const report = data.findings.rules.find(({ id }) => id === rule);
    if (report === undefined) return ` There is no rule ${text.shown(rule)}.`;
    if (report.state === 'off') return ' The rule is switched off.';
    if (report.state !== 'judged') return ' The rule could not be judged.';
    const here = data.findings.items.filter((item) => item.rule === rule).length;
    const { total: all } = report.counts;
    if (here === all) return '';
    return ` The rule found ${text.count(all)}, of which this page tells ${text.count(here)}; all are in findings.json.`;
  }

  for (const select of selects) fill(select);
  /** @param {HTMLSelectElement} select */
  function fill(select) {
    // Its values are gathered when somebody looks for them.
    const gather = () => {
      if (select.options.length > 1) return;
      const values = new Set(rows.columns[Number(select.dataset.column)]);
      values.delete(null);
      values.delete('');
      const most = 500;
      for (const value of [...values].map(String).sort().slice(0, most)) {
        select.append(/** @type {Node} */ (h('option', { value }, value)));
      }
      if (values.size <= most) return;
      const cut = `the first ${most} of ${text.count(values.size)}: search finds the others`;
      select.append(/** @type {Node} */ (h('option', { disabled: '' }, cut)));
    };
    rows.ready.then(gather);
    select.addEventListener('change', refresh);
  }

  search.addEventListener('input', () => refresh());
  for (const chip of chips) {
    chip.addEventListener('click', () => {
      const bit = Number(chip.dataset.mark);
      mark = mark === bit ? 0 : bit;
      for (const other of chips) other.setAttribute('aria-pressed', String(Number(other.dataset.mark) === mark));
      refresh();
    });
  }
  get('rule-chip').addEventListener('click', () => {
    rule = '';
    refresh();
    search.focus();
  });
  get('clear').addEventListener('click', () => {
    search.value = '';
    rule = '';
    mark = 0;
    for (const select of selects) select.value = '';
    for (const chip of chips) chip.setAttribute('aria-pressed', 'false');
    refresh();
    search.focus();
  });

  headings.forEach((heading, column) => {
    heading.querySelector('button')?.addEventListener('click', () => {
      sortBy({ column, down: sort?.column === column && !sort.down });
    });
  });
  const order = /** @type {HTMLSelectElement} */ (get('sort'));
  order.addEventListener('change', () => {
    const [column = '', way] = order.value.split(' ');
    sortBy(column === '' ? undefined : { column: Number(column), down: way === 'down' });
  });

  /** @param {import('./parts.d.ts').Query['sort']} wanted */
  function sortBy(wanted) {
    sort = wanted;
    for (const other of headings) other.removeAttribute('aria-sort');
    if (sort) headings[sort.column]?.setAttribute('aria-sort', sort.down ? 'descending' : 'ascending');
    order.value = sort ? `${sort.column} ${sort.down ? 'down' : 'up'}` : '';
    refresh();
  }

  /** What can be seen can be sorted by. */
  function offerOrders() {
    for (const option of order.options) {
      option.hidden = option.value !== '' && !table.visible.has(Number.parseInt(option.value, 10));
    }
  }

  for (const box of /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('input[data-shows]')])) {
    box.addEventListener('change', () => {
      const column = Number(box.dataset.shows);
      if (box.checked) table.visible.add(column);
      else table.visible.delete(column);
      table.layOut();
      offerOrders();
    });
  }

  get('save').addEventListener('click', () => {
    const seen = [...table.visible].toSorted((a, b) => a - b);
    const names = seen.map((column) => columns[column]?.label ?? '');
    const values = Array.from(found, (row) => seen.map((column) => rows.columns[column]?.[row] ?? null));
    const address = URL.createObjectURL(new Blob([csv.text(names, values)], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'users-seen.csv';
    link.click();
    // The browser has taken it by then.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });

  rows.ready.then(() => {
    table.layOut();
    offerOrders();
    refresh();
    document.documentElement.classList.add('ready');
  });

  return {
    toRule(wanted) {
      rule = wanted;
      mark = 0;
      search.value = '';
      rows.ready.then(() => {
        refresh();
        get('users-heading').scrollIntoView();
        search.focus({ preventScroll: true });
      });
    },
  };
}

;// CONCATENATED MODULE: ./src/report/page/folds.js
/**
 * Lists that are longer than what the letter tells of them: they are made when somebody opens them.
 *
 * @param {import('./parts.d.ts').Page} page
 */
function folds({ data, h, views, text }) {
  /** @typedef {import('./parts.d.ts').Markup} Markup */
  const { changes, findings, directory } = data;
  /** @type {Record<string, (rest: string) => Markup[]>} */
  const lists = {
    added: () => changes.added.map((user) => views.arrival(user)),
    removed: () => changes.removed.map((user) => views.arrival(user)),
    changed: () => changes.changed.map((user) => h('div', {}, views.person(user), views.changes(user.changes))),
    finding: (rule) => findings.items.filter((item) => item.rule === rule).map((item) => views.finding(item, true)),
    deleted: () =>
      (directory.deleted?.people ?? []).map((user) =>
        h(
          'span',
          {},
          views.person(user),
          h('span', { class: 'soft' }, ` deleted ${text.value('', user.deletedDateTime)}`),
        ),
      ),
  };
  for (const details of /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details[data-list]')])) {
    details.addEventListener(
      'toggle',
      () => {
        const [kind = '', rest = ''] = details.dataset.list?.split(' ') ?? [];
        const from = Number(details.dataset.from ?? 0);
        const items = (lists[kind]?.(rest) ?? []).slice(from).map((item) => h('li', {}, item));
        details.append(/** @type {Node} */ (h('ul', { class: 'entries' }, ...items)));
      },
      { once: true },
    );
  }
}

;// CONCATENATED MODULE: ./src/report/page/get.js
/**
 * Finds an element that the page always has.
 *
 * @returns {(id: string) => HTMLElement}
 */
function get() {
  return (id) => /** @type {HTMLElement} */ (document.getElementById(id));
}

;// CONCATENATED MODULE: ./src/report/page/letters.js
/**
 * Finds the letters by which two names differ that look alike.
 *
 * @returns {import('./parts.d.ts').LettersPart}
 */
function letters() {
  /** More are no name, and comparing takes the square of it. */
  const longest = 200;

  /** Which letters of the first are in the longest part that both have. @param {string[]} a @param {string[]} b */
  function common(a, b) {
    const wide = b.length + 1;
    const lengths = new Uint8Array((a.length + 1) * wide);
    for (let i = a.length - 1; i >= 0; i -= 1) {
      for (let j = b.length - 1; j >= 0; j -= 1) {
        const [down = 0, right = 0] = [lengths[(i + 1) * wide + j], lengths[i * wide + j + 1]];
        const next = lengths[(i + 1) * wide + j + 1] ?? 0;
        lengths[i * wide + j] = a[i] === b[j] ? next + 1 : Math.max(down, right);
      }
    }
    const same = a.map(() => false);
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] === b[j]) {
        same[i] = true;
        i += 1;
        j += 1;
      } else if ((lengths[(i + 1) * wide + j] ?? 0) >= (lengths[i * wide + j + 1] ?? 0)) i += 1;
      else j += 1;
    }
    return same;
  }

  return {
    runs(name, other, characters = []) {
      const signs = [...name];
      const others = other === null ? [] : [...other];
      if (signs.length > longest || others.length > longest || (other === null && characters.length === 0)) {
        return [[name, false]];
      }
      const numberOf = (/** @type {string} */ sign) =>
        `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
      const same = other === null ? signs.map((sign) => !characters.includes(numberOf(sign))) : common(signs, others);
      /** @type {[string, boolean][]} */
      const runs = [];
      for (const [index, sign] of signs.entries()) {
        const last = runs.at(-1);
        if (last && last[1] === !same[index]) last[0] += sign;
        else runs.push([sign, !same[index]]);
      }
      return runs;
    },
  };
}

;// CONCATENATED MODULE: ./src/report/page/links.js
/**
 * Addresses inside of the page: `#user=` opens a person, `#rule=` shows whom a rule found.
 *
 * @param {import('./parts.d.ts').Page} page
 */
function links({ rows, dialog, filters, get }) {
  function follow() {
    const [, kind, value = ''] = /^#(user|rule)=(.*)$/.exec(location.hash) ?? [];
    if (kind === undefined) return;
    let wanted = value;
    try {
      wanted = decodeURIComponent(value);
    } catch {
      // Somebody typed it: it is taken as it stands.
    }
    if (kind === 'user') rows.ready.then(() => dialog.open(wanted));
    else filters.toRule(wanted);
  }
  // Somebody who was opened, closed and clicked again changes no address.
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a[href^="#user="], a[href^="#rule="]') : null;
    if (link && link.getAttribute('href') === location.hash) follow();
    if (link && get('person').hasAttribute('open') && link.getAttribute('href')?.startsWith('#rule=')) {
      /** @type {HTMLDialogElement} */ (get('person')).close();
    }
  });
  addEventListener('hashchange', follow);
  follow();
}

;// CONCATENATED MODULE: ./src/report/page/markup.js
/**
 * Makes elements. Whatever comes from the directory goes in as text, never as markup, and as {@link TextPart.shown} has
 * it.
 *
 * @param {Pick<import('./parts.d.ts').Page, 'text'>} page
 * @returns {import('./parts.d.ts').H}
 */
function markup({ text }) {
  return (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    for (const child of children) {
      element.append(typeof child === 'string' ? text.shown(child) : /** @type {Node} */ (child));
    }
    return element;
  };
}

;// CONCATENATED MODULE: ./src/report/page/page-data.js
/**
 * What stands in the page as data.
 *
 * @returns {import('../report-data.ts').ReportData}
 */
function pageData() {
  return JSON.parse(document.getElementById('data')?.textContent ?? '');
}

;// CONCATENATED MODULE: ./src/report/page/query.js
/**
 * Finds rows, and puts them in order. An order is kept until another is asked for.
 *
 * @param {Pick<import('./parts.d.ts').Page, 'data' | 'rows'>} page
 * @returns {import('./parts.d.ts').QueryPart}
 */
function query({ data, rows }) {
  /** Case and accents aside. A collator would take seconds for 100,000 names. */
  const folded = (/** @type {unknown} */ value) => {
    const name = String(value).toLowerCase();
    return /^[ -~]*$/.test(name) ? name : name.normalize('NFD').replace(/\p{M}/gu, '');
  };
  const idColumn = data.table.columns.findIndex(({ property }) => property === 'id');
  let key = '';
  let order = new Int32Array(0);

  /** @param {import('./parts.d.ts').Query['sort']} sort */
  function ordered(sort) {
    const wanted = `${rows.length()} ${sort?.column} ${sort?.down}`;
    if (wanted === key) return order;
    key = wanted;
    order = Int32Array.from({ length: rows.length() }, (_, index) => index);
    if (sort === undefined) return order;
    const values = rows.columns[sort.column] ?? [];
    const sign = sort.down ? -1 : 1;
    const numbers = data.table.columns[sort.column]?.kind === 'number';
    // A text is compared many times: each one gets its rank once.
    const distinct = [...new Set(values)].filter((value) => value !== null && value !== '');
    const keys = new Map(distinct.map((value) => [value, numbers ? Number(value) : folded(value)]));
    const ascending = (/** @type {unknown} */ a, /** @type {unknown} */ b) => {
      const [left = '', right = ''] = [keys.get(/** @type {any} */ (a)), keys.get(/** @type {any} */ (b))];
      return left === right ? 0 : left < right ? -1 : 1;
    };
    const sorted = distinct.sort(ascending);
    const ranks = new Map(sorted.map((value, rank) => [value, rank]));
    // Whoever has none comes last, whichever way.
    const rankOf = Float64Array.from(values, (value) => {
      const rank = ranks.get(value);
      return rank === undefined ? Number.POSITIVE_INFINITY : sign * rank;
    });
    order = order.sort((a, b) => {
      const [left = 0, right = 0] = [rankOf[a], rankOf[b]];
      return left === right ? a - b : left < right ? -1 : 1;
    });
    return order;
  }

  return {
    find({ words, equal, mark, ids, sort }) {
      const all = ordered(sort);
      const found = new Int32Array(all.length);
      let length = 0;
      const wanted = [...equal].map(([column, value]) => ({ values: rows.columns[column] ?? [], value }));
      // For every row and key that is pressed: nothing is made in this loop.
      for (let at = 0; at < all.length; at += 1) {
        const row = all[at] ?? 0;
        if (mark !== 0 && ((rows.marks[row] ?? 0) & mark) === 0) continue;
        const looked = rows.texts[row] ?? '';
        let isFound = ids === undefined || ids.has(String(rows.columns[idColumn]?.[row]));
        for (let word = 0; isFound && word < words.length; word += 1) isFound = looked.includes(words[word] ?? '');
        for (const { values, value } of wanted) if (isFound) isFound = String(values[row] ?? '') === value;
        if (!isFound) continue;
        found[length] = row;
        length += 1;
      }
      return found.subarray(0, length);
    },
  };
}

;// CONCATENATED MODULE: ./src/report/page/rows.js
/**
 * The rows of the table, which come packed: they are unpacked behind the first picture, a chunk at a time.
 *
 * @param {Pick<import('./parts.d.ts').Page, 'data' | 'get'>} page
 * @returns {import('./parts.d.ts').RowsPart}
 */
function rows({ data, get }) {
  /** @typedef {import('./parts.d.ts').Cell} Cell */
  const { table } = data;
  /** @type {Cell[][]} */
  const columns = table.columns.map(() => []);
  /** @type {string[]} */
  const texts = [];
  const bytes = (/** @type {string} */ base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const digits = new TextEncoder().encode('0123456789abcdef');
  const idColumn = table.columns.findIndex(({ property }) => property === 'id');
  /** @type {Map<string, number>} */
  const places = new Map();

  /** As text, 36 signs each. @param {Uint8Array} packed sixteen bytes each */
  function guids(packed) {
    const signs = new Uint8Array((packed.length / 16) * 36).fill(45);
    let at = 0;
    for (const [index, byte] of packed.entries()) {
      signs[at] = digits[byte >> 4] ?? 0;
      signs[at + 1] = digits[byte & 15] ?? 0;
      const place = index % 16;
      at += place === 3 || place === 5 || place === 7 || place === 9 ? 3 : 2;
    }
    const all = new TextDecoder().decode(signs);
    return Array.from({ length: packed.length / 16 }, (_, row) => all.slice(36 * row, 36 * row + 36));
  }

  /**
   * @param {import('../table-chunks.ts').PackedColumn} part
   * @param {readonly Cell[][]} before the columns before it
   * @returns {Cell[]}
   */
  function cellsOf(part, before) {
    if (Array.isArray(part)) return part;
    if ('as' in part) {
      const cells = [...(before[part.as] ?? [])];
      for (const [row, cell] of part.but) cells[row] = cell;
      return cells;
    }
    if ('guids' in part) return guids(bytes(part.guids));
    return Array.from(bytes(part.at), (place) => part.values[place] ?? null);
  }

  /** @param {string} chunk @returns {Promise<import('../table-chunks.ts').PackedColumn[]>} */
  async function unpacked(chunk) {
    const stream = new Blob([bytes(chunk)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return JSON.parse(await new Response(stream).text());
  }

  async function unpack() {
    get('status').textContent = 'Unpacking\u2026';
    for (const chunk of table.chunks) {
      const from = texts.length;
      const parts = await unpacked(chunk);
      let added = 0;
      /** @type {Cell[][]} */
      const before = [];
      for (const [index, part] of parts.entries()) {
        const values = cellsOf(part, before);
        before.push(values);
        const column = columns[index];
        for (const value of values) column?.push(value);
        added = values.length;
      }
      for (let row = from; row < from + added; row += 1) {
        texts.push(
          columns
            .map((column) => column[row] ?? '')
            .join('\n')
            .toLowerCase(),
        );
        const id = columns[idColumn]?.[row];
        if (typeof id === 'string') places.set(id, row);
      }
    }
  }

  const marks = bytes(table.marks);
  // Two pictures later the letter has been painted.
  const painted = new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
    // In a tab behind others nothing is painted.
    if (document.hidden) setTimeout(resolve, 0);
  });
  return {
    ready: painted.then(unpack),
    ...{ columns, marks, texts },
    length: () => texts.length,
    rowOf: (id) => places.get(id),
  };
}

;// CONCATENATED MODULE: ./src/report/page/table.js
/**
 * The table of everybody: of 100,000 rows only those exist that are seen. Rows are of one height, so that each place
 * is known without them.
 *
 * @param {import('./parts.d.ts').Page} page
 * @returns {import('./parts.d.ts').TablePart}
 */
function table_table({ data, get, rows, h, views, text }) {
  /** @typedef {import('./parts.d.ts').Markup} Markup */
  const { columns } = data.table;
  const element = (/** @type {Markup} */ made) => /** @type {HTMLElement} */ (made);
  const [scroller, grid] = [get('scroller'), get('users')];
  const body = /** @type {HTMLElement} */ (grid.querySelector('tbody'));
  const narrow = matchMedia('(max-width: 40rem)');
  const more = 8;
  const visible = new Set(columns.flatMap(({ hiddenByDefault }, index) => (hiddenByDefault ? [] : [index])));
  const place = (/** @type {string} */ property) => columns.findIndex((column) => column.property === property);
  const [idAt, nameAt, upnAt] = [place('id'), place('displayName'), place('userPrincipalName')];
  /** How much of the width a column takes, by what is in it. */
  const shares = {
    displayName: 2.2,
    userPrincipalName: 3,
    id: 2.6,
    department: 1.4,
    createdDateTime: 1.25,
    assignedLicenses: 1.9,
  };
  let found = new Int32Array(0);
  let height = 0;
  /** The place of the row that the keyboard is at. */
  let current = 0;
  let drawn = '';

  const cellText = (/** @type {number} */ column, /** @type {number} */ row) => {
    const value = rows.columns[column]?.[row] ?? '';
    return typeof value === 'number' ? text.count(value) : value;
  };

  /** @param {number} at */
  function rowAt(at) {
    const row = found[at] ?? 0;
    const id = String(rows.columns[idAt]?.[row] ?? '');
    const name = cellText(nameAt, row) || cellText(upnAt, row) || id;
    const mark = rows.marks[row] ?? 0;
    const first = nameAt >= 0 ? nameAt : 0;
    const signs = [
      ...(mark & 8 ? [' ', views.badge('high', 'high')] : mark & 1 ? [' ', views.badge('finding', 'medium')] : []),
      ...(mark & 2 ? [' ', views.badge('new', 'new')] : []),
      ...(mark & 4 ? [' ', views.badge('changed', 'changed')] : []),
    ];
    const button = h(
      'button',
      { type: 'button', class: 'open', tabindex: at === current ? '0' : '-1' },
      h('bdi', {}, name),
    );
    const seen = [...visible].toSorted((a, b) => a - b);
    // In a narrow window the other columns stand below the name: the longest by itself.
    const under = [seen.filter((column) => column === upnAt), seen.filter((column) => column !== upnAt)].map(
      (columns) =>
        columns
          .filter((column) => column !== first)
          .map((column) => cellText(column, row))
          .filter(Boolean)
          .flatMap((words, index) => [...(index > 0 ? [' \u00b7 '] : []), h('bdi', {}, words)]),
    );
    const cells = seen.map((column) =>
      column === first
        ? h('th', { scope: 'row' }, button, ...signs, ...under.map((words) => h('span', { class: 'under' }, ...words)))
        : h(
            'td',
            { class: columns[column]?.kind ?? 'text', title: cellText(column, row) },
            // A long name goes on where it has a joint.
            h(
              'bdi',
              {},
              ...cellText(column, row)
                .split(/(?=[@_#])/)
                .flatMap((part) => [part, h('wbr', {})]),
            ),
          ),
    );
    // The headings are row 1.
    const made = element(h('tr', { 'aria-rowindex': String(at + 2) }, ...cells));
    made.dataset.at = String(at);
    return made;
  }

  /** Rows that a printer gets: nobody reads on through thousands. */
  const onPaper = 200;

  function print() {
    const printed = Math.min(found.length, onPaper);
    body.replaceChildren(...Array.from({ length: printed }, (_, index) => rowAt(index)));
    grid.style.setProperty('--before', '0px');
    const whole = data.table.total === found.length ? '' : ` There are ${text.count(data.table.total)} users in all.`;
    get('printed').textContent =
      `On paper stand ${text.count(printed)} of the ${text.count(found.length)} rows that were chosen.${whole} Everybody is in users.jsonl.`;
  }

  function draw() {
    if (height === 0) return;
    const from = Math.max(0, Math.floor(scroller.scrollTop / height) - more);
    const to = Math.min(found.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / height) + more);
    const key = `${from} ${to}`;
    if (key === drawn) return;
    const hadFocus = body.contains(document.activeElement);
    drawn = key;
    body.replaceChildren(...Array.from({ length: to - from }, (_, index) => rowAt(from + index)));
    // Without a style attribute, which the policy of the page refuses.
    grid.style.setProperty('--before', `${from * height}px`);
    grid.style.setProperty('--after', `${(found.length - to) * height}px`);
    if (hadFocus) buttonAt(current)?.focus({ preventScroll: true });
  }

  /** @param {number} at */
  function buttonAt(at) {
    return /** @type {HTMLElement | null} */ (body.querySelector(`tr[data-at="${at}"] button`));
  }

  function layOut() {
    height = narrow.matches ? 76 : 40;
    grid.style.setProperty('--row', `${height}px`);
    const seen = [...visible].toSorted((a, b) => a - b);
    const all = [...grid.querySelectorAll('thead th')];
    for (const [index, heading] of all.entries()) heading.toggleAttribute('hidden', !visible.has(index));
    const share = (/** @type {number} */ column) =>
      /** @type {Record<string, number>} */ (shares)[columns[column]?.property ?? ''] ?? 1;
    const whole = seen.reduce((sum, column) => sum + share(column), 0);
    for (const column of seen) {
      const heading = /** @type {HTMLElement} */ (all[column]);
      heading.style.width = narrow.matches ? '' : `${(100 * share(column)) / whole}%`;
    }
    // Many columns need more than there is: then the table itself is moved, not the page.
    grid.style.minWidth = narrow.matches ? '' : `${seen.length * 6.6}rem`;
    grid.setAttribute('aria-colcount', String(seen.length));
    redraw();
  }

  function redraw() {
    drawn = '';
    draw();
  }

  /** @param {number} at */
  function goTo(at) {
    current = Math.max(0, Math.min(found.length - 1, at));
    const head = grid.querySelector('thead')?.clientHeight ?? 0;
    const top = current * height;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + height + head > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top + height + head - scroller.clientHeight;
    }
    redraw();
    buttonAt(current)?.focus({ preventScroll: true });
  }

  let waits = false;
  scroller.addEventListener('scroll', () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      draw();
    });
  });
  body.addEventListener('keydown', (event) => {
    const page = Math.max(1, Math.floor(scroller.clientHeight / height) - 2);
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -current, End: found.length };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    goTo(current + step);
  });
  body.addEventListener('focusin', ({ target }) => {
    const at = Number(/** @type {HTMLElement} */ (target).closest('tr')?.dataset.at ?? current);
    if (at === current) return;
    buttonAt(current)?.setAttribute('tabindex', '-1');
    current = at;
    buttonAt(current)?.setAttribute('tabindex', '0');
  });
  body.addEventListener('click', ({ target }) => {
    const at = /** @type {HTMLElement} */ (target).closest('tr')?.dataset.at;
    if (at === undefined || getSelection()?.type === 'Range') return;
    buttonAt(Number(at))?.focus({ preventScroll: true });
    location.hash = `user=${encodeURIComponent(String(rows.columns[idAt]?.[found[Number(at)] ?? 0]))}`;
  });
  narrow.addEventListener('change', layOut);
  addEventListener('beforeprint', print);
  addEventListener('afterprint', redraw);
  // It grows with what is in it, and with the window.
  new ResizeObserver(draw).observe(scroller);

  return {
    visible,
    layOut,
    show(next) {
      found = next;
      current = 0;
      scroller.scrollTop = 0;
      grid.setAttribute('aria-rowcount', String(found.length + 1));
      redraw();
    },
  };
}

;// CONCATENATED MODULE: ./src/report/page/text.js
/**
 * Values in words, as people see them.
 *
 * @returns {import('./parts.d.ts').TextPart}
 */
function text_text() {
  // Joined pictures and flags, and joiners between letters of scripts that are written with them, stay what they are:
  // https://www.unicode.org/reports/tr31/#Layout_and_Format_Control_Characters
  const scripts =
    '\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}';
  const letter = `[[${scripts}]&&[\\p{L}\\p{M}]]`;
  const virama = '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca]';
  const picture = '\\p{Extended_Pictographic}[\\ufe0f\\p{Emoji_Modifier}]?';
  const kept = [
    `${picture}(?:\\u200d${picture})+`,
    '\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{1,8}\\u{e007f}',
    `(?<=${letter})[\\u200c\\u200d](?=${letter})`,
    `(?<=${virama})\\u200d`,
    // They are seen: https://www.unicode.org/reports/tr44/#Prepended_Concatenation_Mark
    '[\\u0600-\\u0605\\u06dd\\u070f\\u08e2]',
  ];
  const unseen = '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}]';
  const signs = new RegExp(`(${kept.join('|')})|${unseen}`, 'gv');

  const shown = (/** @type {unknown} */ value) =>
    String(value ?? '').replace(signs, (sign, whole) => {
      if (whole !== undefined) return sign;
      const code = sign.codePointAt(0) ?? 0;
      return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
    });

  /** @type {Readonly<Record<string, string>>} */
  const labels = {
    displayName: 'Name',
    userPrincipalName: 'User principal name',
    accountEnabled: 'State',
    userType: 'Type',
    assignedLicenses: 'Licences',
    createdDateTime: 'Created',
    deletedDateTime: 'Deleted',
    externalUserState: 'Invitation',
    externalUserStateChangeDateTime: 'Invitation changed',
    employeeId: 'Employee id',
    proxyAddresses: 'Addresses',
    id: 'Id',
  };
  const label = (/** @type {string} */ property) => {
    const words = property.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/ Date Time$/, '');
    return labels[property] ?? words.charAt(0).toUpperCase() + words.slice(1).toLowerCase();
  };

  /** @type {(property: string, value: unknown) => string} */
  const value = (property, given) => {
    if (given === null || given === undefined || given === '') return 'none';
    if (property === 'accountEnabled' && typeof given === 'boolean') return given ? 'enabled' : 'disabled';
    if (typeof given === 'boolean') return given ? 'yes' : 'no';
    if (Array.isArray(given)) return given.length === 0 ? 'none' : given.map((item) => value('', item)).join(', ');
    if (typeof given === 'object') {
      // Digits that JavaScript cannot hold: the letter is written where they still are.
      const raw = /** @type {{ rawJSON?: unknown }} */ (given).rawJSON;
      if (typeof raw === 'string' && Object.keys(given).length === 1) return raw;
      return JSON.stringify(given);
    }
    const date = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(String(given));
    return date ? `${date[1]} ${date[2]} UTC` : String(given);
  };

  return { shown, value, label, count: (number) => number.toLocaleString('en-US') };
}

;// CONCATENATED MODULE: ./src/report/page/views.js
/**
 * How a person, a change and a finding are told, in the letter and in what the page adds to it.
 *
 * @param {Pick<import('./parts.d.ts').Shared, 'h' | 'text' | 'letters'>} page
 * @returns {import('./parts.d.ts').ViewsPart}
 */
function views({ h, text, letters }) {
  /** @typedef {import('./parts.d.ts').Child} Child */
  const bdi = (/** @type {string} */ className, /** @type {Child[]} */ ...children) =>
    h('bdi', className ? { class: className } : {}, ...children);
  const badge = (/** @type {string} */ words, name = '') => h('span', { class: `badge ${name}` }, words);

  /** Letters that differ from a name that it looks like. @type {(name: string, finding: any) => Child[]} */
  const marked = (name, finding) => {
    const { others, characters } = finding?.evidence ?? {};
    if (finding?.rule !== 'display-name-imitation') return [name];
    const other = Array.isArray(others)
      ? others.find((one) => one?.displayName && one.displayName !== name)
      : undefined;
    const runs = letters.runs(name, other?.displayName ?? null, Array.isArray(characters) ? characters : []);
    return runs.map(([part, differs]) => {
      const numbers = [...part].map(
        (sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
      );
      return differs ? h('mark', { title: numbers.join(' ') }, part) : part;
    });
  };

  /** @type {import('./parts.d.ts').ViewsPart['person']} */
  const person = ({ displayName, userPrincipalName, id }, finding) =>
    h(
      'a',
      { class: 'person', href: `#user=${encodeURIComponent(id)}` },
      bdi('name', ...(displayName ? marked(displayName, finding) : ['(no name)'])),
      ' ',
      bdi('upn', userPrincipalName ?? id),
    );

  /** Of lists only what came and went. @type {(property: string, before: unknown, after: unknown) => Child[]} */
  const fromTo = (property, before, after) => {
    if (Array.isArray(before) || Array.isArray(after)) {
      const [old, now] = [before, after].map((list) =>
        (Array.isArray(list) ? list : []).map((item) => text.value('', item)),
      );
      const gone = (old ?? []).filter((item) => !now?.includes(item));
      const come = (now ?? []).filter((item) => !old?.includes(item));
      if (gone.length + come.length > 0) {
        return [
          ...gone.flatMap((item) => [h('del', {}, '\u2212 ', bdi('', item)), ' ']),
          ...come.flatMap((item) => [h('ins', {}, '+ ', bdi('', item)), ' ']),
        ];
      }
    }
    const [old, now] = [text.value(property, before), text.value(property, after)];
    return [h('del', {}, bdi('', old)), ' \u2192 ', h('ins', {}, bdi('', now))];
  };

  /** @type {import('./parts.d.ts').ViewsPart['change']} */
  const change = ({ property, before, after, churn }) =>
    h(
      'span',
      { class: 'change' },
      h('span', { class: 'soft', title: property }, `${text.label(property)}: `),
      ...fromTo(property, before, after),
      ...(churn ? [' ', badge('by itself')] : []),
    );

  /** @type {import('./parts.d.ts').ViewsPart['changes']} */
  const changes = (list) => h('ul', { class: 'plain' }, ...list.map((one) => h('li', {}, change(one))));

  /** @type {import('./parts.d.ts').ViewsPart['properties']} */
  const properties = (values) =>
    h(
      'dl',
      {},
      ...Object.entries(values).map(([name, value]) =>
        h('div', {}, h('dt', { title: name }, text.label(name)), h('dd', {}, bdi('', text.value(name, value)))),
      ),
    );

  /** @type {import('./parts.d.ts').ViewsPart['finding']} */
  const finding = (found, withPerson) => {
    const { severity, user, subject, why, isNew, accepted, acceptanceExpired, evidence, entry } = found;
    const more = [
      ...(accepted ? [h('p', {}, `Accepted until ${accepted.until}: ${accepted.reason}`)] : []),
      ...(acceptanceExpired ? [h('p', {}, `Its acceptance ran out on ${acceptanceExpired}.`)] : []),
      properties(evidence),
      ...(entry
        ? [
            h('p', {}, 'To live with it, copy this into the file that accepted-findings names:'),
            h(
              'pre',
              {},
              ...entry
                .trimEnd()
                .split('\n')
                .map((line) => h('span', { class: 'row' }, line)),
            ),
          ]
        : []),
    ];
    return h(
      'div',
      { class: 'finding' },
      ...(withPerson ? [user ? person(user, found) : h('span', { class: 'name' }, subject), ' '] : []),
      badge(severity, severity),
      ...(isNew ? [' ', badge('new', 'new')] : []),
      ...(accepted ? [' ', badge('accepted', 'accepted')] : []),
      h('span', { class: 'what' }, why),
      h('details', {}, h('summary', {}, 'Evidence'), ...more),
    );
  };

  /** @type {import('./parts.d.ts').ViewsPart['arrival']} */
  const arrival = (user) => {
    const name = /** @type {import('../../users/user-name.ts').UserName} */ (/** @type {unknown} */ (user));
    const told = [user.userType, user.department, user.jobTitle].filter(
      (word) => typeof word === 'string' && word !== '',
    );
    const left =
      user.deletedDateTime === undefined
        ? []
        : [
            user.deletedDateTime === null
              ? 'not in the recycle bin'
              : `deleted ${text.value('', user.deletedDateTime)}`,
          ];
    const words = [...told, ...left].map(String).join(', ');
    return h('span', {}, person(name), ...(words ? [' ', h('span', { class: 'soft' }, bdi('', words))] : []));
  };

  return { person, change, changes, finding, properties, arrival, badge };
}

;// CONCATENATED MODULE: ./src/report/page/index.js















/**
 * How the script of report.html comes together, told here alone. Each file of this folder is a part of it: one function
 * that gets an object with the parts before it, and returns what it adds under its name. The text of these functions
 * goes into the page, minified where this program is, so a part uses nothing from outside of itself but that object and
 * what a browser has; an import in it would be lost, and so would a helper beside it.
 *
 * The letter, which is written here, and the page share the first parts: they tell a person in the same way.
 */
const parts = {
  ...{ text: text_text, letters: letters },
  ...{ h: markup, views: views },
  ...{ data: pageData, get: get, rows: rows, query: query, table: table_table, csv: csv, dialog: dialog, filters: filters, folds: folds, links: links },
};

const made = Object.entries(parts).map(([name, part]) => `page.${name} = (${part})(page);`);

const script = `(() => {\nconst page = {};\n${made.join('\n')}\n})()`;

/** @type {typeof import('./index.d.ts').shared} */
function shared(h) {
  const before = { text: text_text(), letters: letters(), h };
  return { ...before, views: views(before) };
}

;// CONCATENATED MODULE: ./src/report/letter/markup.ts


/** A piece of the page, as text with tags in it. Only this file makes one. */
class Html {
    #text;
    constructor(text) {
        this.#text = text;
    }
    toString() {
        return this.#text;
    }
}
/** Elements of HTML that have no end. */
const empty = new Set(['br', 'input']);
/** A value of many kilobytes is for the dialog, not for the letter. */
const longest = 2_000;
/**
 * Makes an element. Text becomes text, whatever stands in it, and what cannot be seen of it is shown by its number.
 *
 * @param tag our own word, as are the names of attributes
 */
function h(tag, attributes, ...children) {
    const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${textOf(value)}"`);
    const inner = children.flat().map((child) => (typeof child === 'string' ? textOf(child) : String(child)));
    return new Html(`<${tag}${given.join('')}>${inner.join('')}${empty.has(tag) ? '' : `</${tag}>`}`);
}
/** Pieces behind one another. */
function markup_all(...pieces) {
    return new Html(pieces.join('\n'));
}
const nothing = new Html('');
const markup_parts = shared(h);
/** How text and persons are told here and in the page. */
const { text: markup_text, views: markup_views } = markup_parts;
function textOf(value) {
    const shown = markup_parts.text.shown(value);
    return (0,safe_text/* escapeHtml */.ZD)(shown.length > longest ? `${shown.slice(0, longest)}…` : shown);
}

;// CONCATENATED MODULE: ./src/report/letter/changes.ts


/** So many are told in the letter; the page has more of them. */
const told = 6;
/** Who joined, who left, and who changed, from what to what. */
function changesSection({ changes, evidence }) {
    const body = changes.compared
        ? [...(evidence.reconciled ? [] : [notComplete()]), ...compared(changes)]
        : [h('p', {}, changes.why ?? 'There is nothing to compare with yet.')];
    return h('section', { 'aria-labelledby': 'changes' }, h('h2', { id: 'changes', tabindex: '-1' }, 'What changed'), ...body);
}
function notComplete() {
    return h('p', { class: 'notice' }, 'The list is not complete: whoever seems to have left may be there, and others may have come.');
}
function compared(changes) {
    const { counts, usersBefore, since } = changes;
    const before = usersBefore === null ? 'the last list' : `the ${(0,base_numbers/* plural */.LS)(usersBefore, 'user')} of the last audit`;
    const when = since === null ? '' : `, ${markup_text.value('', since)}`;
    const quiet = counts.added + counts.removed + counts.changed === 0;
    const churn = counts.churned > 0
        ? [
            h('p', { class: 'soft' }, `${(0,base_numbers/* plural */.LS)(counts.churned, 'user')} more with nothing new but times that move by themselves.`),
        ]
        : [];
    return [
        h('p', { class: 'soft' }, `Compared with ${before}${when}.`),
        ...(quiet ? [h('p', {}, 'Nobody joined, left or changed.')] : []),
        h('div', { class: 'columns' }, ...list('Joined', 'added', counts.added, changes.added.map((user) => markup_views.arrival(user))), ...list('Left', 'removed', counts.removed, changes.removed.map((user) => markup_views.arrival(user)))),
        ...list('Changed', 'changed', counts.changed, changes.changed.map((user) => h('div', {}, markup_views.person(user), markup_views.changes(user.changes)))),
        ...recreated(changes),
        ...churn,
    ];
}
function list(title, id, number, items) {
    if (number === 0)
        return [];
    const rest = items.length - told;
    const cut = items.length < number ? `; all ${(0,base_numbers/* count */.U9)(number)} are in changes.json` : '';
    const more = rest > 0
        ? [h('details', { 'data-list': id, 'data-from': String(told) }, h('summary', {}, `${(0,base_numbers/* count */.U9)(rest)} more${cut}`))]
        : [];
    return [
        h('div', {}, h('h3', {}, `${title} `, h('span', { class: 'soft' }, (0,base_numbers/* count */.U9)(number))), h('ul', { class: 'entries', id: `list-${id}` }, ...items.slice(0, told).map((item) => h('li', {}, item))), ...more),
    ];
}
function recreated({ recreated, counts }) {
    if (counts.recreated === 0)
        return [];
    const items = recreated
        .slice(0, told)
        .map(({ userPrincipalName, removedId, addedId }) => h('li', {}, h('a', { class: 'person', href: `#user=${encodeURIComponent(addedId)}` }, h('bdi', { class: 'name' }, userPrincipalName)), h('span', { class: 'what' }, `account ${removedId} \u2192 account ${addedId}`)));
    const cut = counts.recreated > items.length ? ` The first ${(0,base_numbers/* count */.U9)(items.length)} are shown; all are in changes.json.` : '';
    return [
        h('h3', {}, 'Removed and created again ', h('span', { class: 'soft' }, (0,base_numbers/* count */.U9)(counts.recreated))),
        h('p', { class: 'soft' }, `They are among those who joined and left as well.${cut}`),
        h('ul', { class: 'entries' }, ...items),
    ];
}

;// CONCATENATED MODULE: ./src/report/charts.ts


/** Numbers with names, a bar each, as a table that is read as one. */
function barTable(title, what, bars) {
    const most = Math.max(1, ...bars.map(([, value]) => value));
    const row = ([name, value]) => {
        // Whole per cents would hide who is few.
        const length = value === 0 ? 0 : Math.max(0.5, (100 * value) / most);
        const bar = h('svg', { class: 'bar', 'aria-hidden': 'true', focusable: 'false' }, h('rect', { width: `${length.toFixed(1)}%`, height: '100%', rx: '2' }));
        return h('tr', {}, h('th', { scope: 'row' }, h('bdi', {}, name)), h('td', {}, bar), h('td', { class: 'number' }, (0,base_numbers/* count */.U9)(value)));
    };
    const heads = [h('th', { scope: 'col' }, what), h('td', {}), h('th', { scope: 'col', class: 'number' }, 'Accounts')];
    return h('figure', {}, h('figcaption', {}, title), h('table', { class: 'bars' }, h('thead', { class: 'unseen' }, h('tr', {}, ...heads)), h('tbody', {}, ...bars.map(row))));
}
const [width, height] = [400, 170];
const [left, right, charts_top, bottom] = [44, 12, 10, 24];
/** A line for each number; what is not known is a gap in it. */
function linesOverTime(title, series) {
    const scale = scaleOf(series);
    const lines = series.flatMap(({ name, title: of, points }) => [
        ...stretches(points).map((stretch) => h('polyline', {
            class: `line ${name}`,
            points: stretch.map(({ at, value }) => `${scale.x(at)},${scale.y(value)}`).join(' '),
        })),
        ...known(points).map(({ at, value }) => h('g', { class: `dot ${name}` }, h('circle', { cx: scale.x(at), cy: scale.y(value), r: '3.5' }), h('title', {}, `${dateOf(at)}: ${(0,base_numbers/* count */.U9)(value)} ${of}`))),
    ]);
    return figure(title, series, scale, lines, scale.x);
}
/** Columns side by side for each audit. */
function columnsOverTime(title, series) {
    const scale = scaleOf(series);
    const audits = series[0]?.points.length ?? 1;
    const thick = Math.min(12, ((width - left - right) / audits) * 0.8) / series.length;
    const columns = series.flatMap(({ name, title: of, points }, place) => points.flatMap(({ at, value }, index) => {
        if (value === null)
            return [];
        const tall = (height - bottom - Number(scale.y(value))).toFixed(1);
        const middle = middleOf(index, audits);
        const x = (middle + (place - series.length / 2) * thick).toFixed(1);
        const attributes = {
            x,
            y: scale.y(value),
            width: (thick * 0.9).toFixed(1),
            height: tall,
            class: `column ${name}`,
        };
        return [h('g', {}, h('rect', attributes), h('title', {}, `${dateOf(at)}: ${(0,base_numbers/* count */.U9)(value)} ${of}`))];
    }));
    const places = new Map(series[0]?.points.map(({ at }, index) => [at, middleOf(index, audits)]));
    return figure(title, series, scale, columns, (at) => (places.get(at) ?? 0).toFixed(1));
}
function middleOf(index, audits) {
    return left + ((width - left - right) * (index + 0.5)) / audits;
}
function scaleOf(series) {
    const points = series.flatMap((one) => one.points);
    const times = points.map(({ at }) => Date.parse(at));
    const [from, to] = [Math.min(...times), Math.max(...times)];
    const most = roundUp(Math.max(1, ...points.map(({ value }) => value ?? 0)));
    const [first = '', last = ''] = [series[0]?.points[0]?.at, series[0]?.points.at(-1)?.at];
    return {
        x: (at) => (left + 4 + ((width - left - right - 8) * (Date.parse(at) - from)) / Math.max(1, to - from)).toFixed(1),
        y: (value) => (height - bottom - ((height - charts_top - bottom) * value) / most).toFixed(1),
        ...{ most, first, last },
    };
}
/** The next number that is good to read on an axis, and whose half is as well. */
function roundUp(value) {
    const power = 10 ** Math.floor(Math.log10(value));
    const step = [1, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value) ?? 10;
    return Math.max(2, step * power);
}
function known(points) {
    return points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));
}
function stretches(points) {
    const found = [[]];
    for (const { at, value } of points) {
        if (value === null)
            found.push([]);
        else
            found.at(-1)?.push({ at, value });
    }
    return found.filter((stretch) => stretch.length > 1);
}
function figure(title, series, scale, drawn, xOf) {
    const line = (value) => [
        h('path', { class: 'axis', d: `M${left} ${scale.y(value)}H${width - right}` }),
        h('text', { x: String(left - 6), y: String(Number(scale.y(value)) + 4), class: 'label end' }, (0,base_numbers/* count */.U9)(value)),
    ];
    const steps = [0, scale.most / 2, scale.most].filter((value) => Number.isInteger(value));
    const legend = series.map(({ name, title: of, points }) => {
        const numbers = known(points);
        const [first, last] = [numbers[0]?.value, numbers.at(-1)?.value];
        const told = first === undefined || last === undefined ? '' : ` ${(0,base_numbers/* count */.U9)(last)}${difference(last - first)}`;
        const key = h('rect', { class: `key ${name}`, width: '10', height: '10', rx: '2' });
        return h('span', {}, h('svg', { viewBox: '0 0 10 10', 'aria-hidden': 'true' }, key), ` ${of}${told}`);
    });
    const described = series.map(({ title: of, points }) => {
        const [first, last] = [known(points)[0]?.value, known(points).at(-1)?.value];
        return first === undefined || last === undefined
            ? `${of} not known`
            : `${of} from ${(0,base_numbers/* count */.U9)(first)} to ${(0,base_numbers/* count */.U9)(last)}`;
    });
    const label = `${title}, ${dateOf(scale.first)} to ${dateOf(scale.last)}: ${described.join('; ')}`;
    return h('figure', {}, h('figcaption', {}, title), h('p', { class: 'legend' }, ...legend), h('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label }, ...steps.flatMap(line), ...drawn, ...dates(series, scale, xOf)));
}
/** What a date takes, and some air. */
const dateWidth = 68;
/** A tick for every audit, and as many dates as have room: the last, the first, and those between. */
function dates(series, { first, last }, xOf) {
    const audits = series[0]?.points.map(({ at }) => at) ?? [];
    const ticks = audits.map((at) => h('path', { class: 'axis', d: `M${xOf(at)} ${height - bottom}v4` }));
    // Audits of one day are told apart by the time.
    const words = (at) => (first !== last && dateOf(first) === dateOf(last) ? at.slice(11, 16) : dateOf(at));
    const label = (at, x, place) => h('text', { x: x.toFixed(1), y: String(height - 6), class: place === '' ? 'label' : `label ${place}` }, words(at));
    const end = width - right;
    if (first === last)
        return [...ticks, label(first, left, '')];
    let free = left + dateWidth + dateWidth / 2;
    const between = audits.slice(1, -1).flatMap((at) => {
        const x = Number(xOf(at));
        if (x < free || x > end - dateWidth - dateWidth / 2)
            return [];
        free = x + dateWidth;
        return [label(at, x, 'middle')];
    });
    return [...ticks, label(first, left, ''), ...between, label(last, end, 'end')];
}
function difference(value) {
    return value === 0 ? '' : ` (${value > 0 ? '+' : '\u2212'}${(0,base_numbers/* count */.U9)(Math.abs(value))})`;
}
function dateOf(at) {
    return at.slice(0, 10);
}

;// CONCATENATED MODULE: ./src/report/letter/directory.ts



/** Who is in the directory. */
function directorySection(data) {
    const { kinds, created, departments, licences } = data.directory;
    const bars = [
        ...(kinds.length > 0 ? [barTable('Accounts by type and state', 'Type and state', kinds)] : []),
        ...(departments.length > 0 ? [barTable('Accounts by department', 'Department', departments)] : []),
        ...(licences.length > 0 ? [barTable('Licences in use', 'Product', licences)] : []),
        ...(created.length > 1 ? [barTable('Accounts by month of creation', 'Month', lastMonths(created))] : []),
    ];
    const told = [...bars, ...others(data)].length + (data.directory.guests === null ? 0 : 1);
    const empty = data.evidence.listed === 0
        ? [h('p', {}, 'The list is empty: the directory has no users, or the filter lets nobody through.')]
        : told === 0
            ? [h('p', {}, 'Nothing is counted: what was selected holds neither types nor departments, licences or dates.')]
            : [];
    return h('section', { 'aria-labelledby': 'directory' }, h('h2', { id: 'directory', tabindex: '-1' }, 'Who is in the directory'), ...empty, h('div', { class: 'charts wide' }, ...bars), ...guests(data), h('ul', { class: 'plain others' }, ...others(data).map((one) => h('li', {}, one))));
}
function others(data) {
    return [...recycleBin(data), ...roster(data), ...signIns(data)];
}
const shownMonths = 12;
function lastMonths(created) {
    return created.slice(-shownMonths);
}
function guests({ directory }) {
    if (directory.guests === null || directory.guests.domains.length === 0)
        return [];
    const { domains } = directory.guests;
    const sponsors = domains.some(({ withoutSponsor }) => withoutSponsor !== null);
    const heads = ['Home', 'Guests', 'Enabled', 'Pending', 'Oldest', ...(sponsors ? ['Without sponsor'] : [])];
    const cell = (value) => h('td', { class: 'number' }, value);
    const row = (one) => h('tr', {}, h('th', { scope: 'row' }, h('bdi', {}, one.domain ?? 'all others')), ...[one.guests, one.enabled, one.pending].map((number) => cell((0,base_numbers/* count */.U9)(number))), h('td', { class: 'date' }, one.oldest?.slice(0, 10) ?? ''), ...(sponsors ? [cell(one.withoutSponsor === null ? '' : (0,base_numbers/* count */.U9)(one.withoutSponsor))] : []));
    return [
        h('h3', { id: 'guests', tabindex: '-1' }, 'Guests by their home'),
        ...(sponsors
            ? []
            : [h('p', { class: 'soft' }, 'Who answers for them is not known: the input include-sponsors was not set.')]),
        h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'guests' }, h('table', { class: 'narrow' }, h('thead', {}, h('tr', {}, ...heads.map((head, index) => h('th', { scope: 'col', class: index === 0 || head === 'Oldest' ? '' : 'number' }, head)))), h('tbody', {}, ...domains.map(row)))),
    ];
}
function recycleBin({ directory: { deleted } }) {
    if (deleted === null)
        return [];
    if (deleted.state === 'skipped')
        return [h('span', {}, `The recycle bin was not read: ${deleted.reason ?? 'Graph refused it.'}`)];
    const number = deleted.number ?? deleted.people.length;
    if (number === 0)
        return [h('span', {}, 'The recycle bin is empty.')];
    const shown = deleted.people.length < number ? `, the newest ${(0,base_numbers/* count */.U9)(deleted.people.length)} here` : '';
    return [
        h('details', { 'data-list': 'deleted' }, h('summary', {}, `${(0,base_numbers/* plural */.LS)(number, 'user lies', 'users lie')} in the recycle bin${shown}`)),
    ];
}
function roster({ directory: { roster: one } }) {
    if (one === null)
        return [];
    const link = (rule, words) => h('a', { href: `#rule=${rule}` }, words);
    const parts = [
        ...(one.withoutAccount === null ? [] : [`${(0,base_numbers/* plural */.LS)(one.withoutAccount, 'person has', 'people have')} no account`]),
        ...(one.afterLeaving === null
            ? []
            : [
                link('enabled-after-leaving', `${(0,base_numbers/* plural */.LS)(one.afterLeaving, 'account is', 'accounts are')} enabled after leaving`),
            ]),
        ...(one.notInRoster === null
            ? []
            : [link('not-in-roster', `${(0,base_numbers/* plural */.LS)(one.notInRoster, 'account is', 'accounts are')} of nobody in it`)]),
    ];
    const told = parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
    return [h('span', {}, `The roster has ${(0,base_numbers/* plural */.LS)(one.people, 'person', 'people')}: `, ...told, '.')];
}
function signIns({ directory: { signIns: one } }) {
    if (one === null)
        return [];
    if (one.state === 'skipped')
        return [h('span', {}, `Sign-ins were not read: ${markup_text.shown(one.reason)}`)];
    return [h('span', {}, `Sign-ins were read of ${(0,base_numbers/* plural */.LS)(one.users, 'user')}.`)];
}

;// CONCATENATED MODULE: ./src/report/letter/evidence.ts



/** Why the list can be relied upon, for whoever has to show it. */
function evidenceSection({ evidence, run, tenant }) {
    const { listed, reconciled, reads, files, bundleSha256, previousManifestSha256, certificate, encrypted } = evidence;
    const verdict = reconciled
        ? `The list is reconciled: it holds ${(0,base_numbers/* plural */.LS)(listed, 'user')}, and ${(0,reconcile/* evidenceText */.rS)(evidence)}.`
        : `The list is NOT reconciled: it holds ${(0,base_numbers/* plural */.LS)(listed, 'user')}, but ${(0,reconcile/* evidenceText */.rS)(evidence)}. Do not rely on who is missing from it; run the audit again at a quiet hour.`;
    const rows = [
        ['Tenant', tenant.id],
        ['Audit began', markup_text.value('', run.startedAt)],
        ['Audit ended', markup_text.value('', run.endedAt)],
        ['Repository', run.repository],
        ['Workflow', run.workflow],
        ['Run', run.number],
        ['Changes accepted by', run.acceptedBy],
        ['Times that the list was read', (0,base_numbers/* count */.U9)(reads)],
        [
            'Certificate of the application',
            certificate && `valid until ${certificate.notAfter}, ${(0,base_numbers/* plural */.LS)(certificate.days, 'day')} more`,
        ],
        ['SHA-256 of the program', bundleSha256],
        ['SHA-256 of the manifest before', previousManifestSha256],
    ];
    const known = rows.flatMap(([name, value]) => value === null ? [] : [h('div', {}, h('dt', {}, name), h('dd', {}, h('bdi', {}, value)))]);
    return h('section', { 'aria-labelledby': 'evidence' }, h('h2', { id: 'evidence', tabindex: '-1' }, 'Evidence'), h('p', { class: reconciled ? '' : 'notice' }, verdict), h('dl', {}, ...known), ...digests(files, encrypted), h('p', { class: 'soft' }, encrypted
        ? 'manifest.json, which is not encrypted, holds the evidence; it and SHA256SUMS have the digests of the .age files.'
        : 'manifest.json beside this page holds all of it, with the queries as they were sent; SHA256SUMS has the digests of every file.'));
}
function digests(files, encrypted) {
    if (files.length === 0)
        return [];
    const row = ({ name, bytes, sha256 }) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', { class: 'number' }, (0,base_numbers/* count */.U9)(bytes)), h('td', { class: 'digest' }, sha256));
    return [
        h('h3', { id: 'files' }, 'Files beside this page'),
        ...(encrypted
            ? [
                h('p', {}, 'They are published encrypted, as this page was, with .age behind their names: open them with age and a key that encrypt-to names. These are the digests of what is in them.'),
            ]
            : []),
        h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'files' }, h('table', {}, h('thead', {}, h('tr', {}, ...['File', 'Bytes', 'SHA-256'].map((name) => h('th', { scope: 'col', class: name === 'Bytes' ? 'number' : '' }, name)))), h('tbody', {}, ...files.map(row)))),
    ];
}

;// CONCATENATED MODULE: ./src/report/letter/findings.ts



/** A fold for each rule that found something, the gravest first; who it found is filled in when it is opened. */
function findingsSection({ findings: { counts, rules, items } }) {
    const found = rules.filter((rule) => rule.counts.total > 0);
    const grave = (rule) => rules_rule/* severities */.gO.indexOf(gravestOf(rule));
    const sorted = found.toSorted((a, b) => grave(b) - grave(a) || b.counts.open - a.counts.open);
    const judged = rules.filter(({ state }) => state === 'judged').length;
    const none = judged === 0 ? 'No rule was judged.' : `Nothing was found by ${(0,base_numbers/* count */.U9)(judged)} rules.`;
    return h('section', { 'aria-labelledby': 'findings' }, h('h2', { id: 'findings', tabindex: '-1' }, 'Findings'), ...(found.length === 0 ? [h('p', {}, none)] : []), ...(counts.resolved ? [h('p', {}, `${(0,base_numbers/* count */.U9)(counts.resolved)} of the last time are gone.`)] : []), ...sorted.map((rule) => ruleFold(rule, items.filter((item) => item.rule === rule.id).length)), ...otherRules(rules));
}
/** Of what is open; of the rule where nothing is. */
function gravestOf({ severity, counts }) {
    return rules_rule/* severities */.gO.findLast((one) => counts.bySeverity[one] > 0) ?? severity;
}
function ruleFold(rule, shown) {
    const { id, title, why, fix, confuses, sources, counts } = rule;
    const severity = gravestOf(rule);
    const numbers = [
        `${(0,base_numbers/* count */.U9)(counts.open)} open`,
        ...(counts.new ? [`${(0,base_numbers/* count */.U9)(counts.new)} new`] : []),
        ...(counts.accepted ? [`${(0,base_numbers/* count */.U9)(counts.accepted)} accepted`] : []),
    ].join(', ');
    const cited = sources.flatMap(({ title, url, version }) => [
        ' ',
        h('a', { href: url, rel: 'noreferrer' }, title),
        version ? `, version ${version}.` : '.',
    ]);
    const cut = shown < counts.total
        ? [h('p', {}, `The first ${(0,base_numbers/* count */.U9)(shown)} are shown; all ${(0,base_numbers/* count */.U9)(counts.total)} are in findings.json.`)]
        : [];
    return h('details', { class: 'rule', 'data-list': `finding ${id}` }, h('summary', {}, markup_views.badge(severity, severity), ' ', h('strong', {}, title), ' ', h('span', { class: 'soft' }, numbers)), h('p', {}, why), h('p', {}, h('strong', {}, 'What to do: '), fix), h('p', {}, h('strong', {}, 'May be harmless: '), confuses), h('p', { class: 'soft' }, `Rule ${id}: `, h('a', { href: `#rule=${id}` }, 'show them in the table'), '.', ...cited), ...cut);
}
function otherRules(rules) {
    const ids = (chosen) => chosen.map(({ id }) => id).join(', ');
    const silent = rules.filter(({ state, counts }) => state === 'judged' && counts.total === 0);
    const off = rules.filter(({ state }) => state === 'off');
    const blind = rules.filter(({ state }) => state === 'not-judged');
    const items = [
        ...(silent.length > 0 ? [`Found nothing: ${ids(silent)}.`] : []),
        ...(off.length > 0 ? [`Off: ${ids(off)}.`] : []),
        ...blind.map(({ id, missing, input }) => `Not judged: ${id}, which needs ${missing.join(', ')} ${input === undefined ? 'in select' : `by ${input}`}.`),
    ];
    if (items.length === 0)
        return [];
    return [h('details', {}, h('summary', {}, 'Other rules'), h('ul', {}, ...items.map((item) => h('li', {}, item))))];
}

;// CONCATENATED MODULE: ./src/report/letter/head.ts



/** Whose directory it is, whether somebody has to act, and four questions with their answers. */
function head(data) {
    const { tenant, run, headline } = data;
    const title = tenant.name ?? tenant.domain ?? tenant.id;
    const also = [tenant.domain, title === tenant.id ? null : `tenant ${tenant.id}`];
    const known = also.filter((one) => one !== null && one !== title);
    const [verdict, rest] = firstSentence(headline.text);
    return h('header', { class: `head ${headline.mood}` }, h('a', { class: 'skip', href: '#users-heading' }, 'Skip to the table of everybody'), h('p', { class: 'tenant' }, h('strong', {}, h('bdi', {}, title)), h('span', { class: 'soft' }, ` ${known.join(', ')}`)), h('h1', { class: verdict.length > longHeadline ? 'long' : '' }, ...withNames(verdict, data.needs)), rest === '' ? nothing : h('p', { class: 'lead' }, rest), h('p', { class: 'soft' }, `As of ${markup_text.value('', run.endedAt)}`, ...runText(run)), answers(data), h('p', { class: 'paper soft' }, onPaper));
}
/** What the style sheet does to the longest lists in print. */
const onPaper = 'On paper stand the first 6 matters with one person each, the first 3 of each list of changes, and the first 6 rows of what is counted; report.html itself has all of them.';
/** Beyond as many characters a headline is set smaller: it must not fill a small window by itself. */
const longHeadline = 80;
/** Behind what needs somebody, whom it is about: the same words as in the headline stand above each need. */
function withNames(verdict, needs) {
    let left = verdict;
    const parts = [];
    const told = needs.filter(({ kind, urgent, people }) => kind === 'finding' && urgent && people.some(isPerson));
    const places = told.map((need) => ({ need, at: placeOf(need.title, verdict) }));
    for (const { need, at } of places.filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at)) {
        const end = at + need.title.length - (verdict.length - left.length);
        parts.push(`${left.slice(0, end)} (`, ...head_named(need.people.flatMap(({ user }) => user ?? []), need.number), ')');
        left = left.slice(end);
    }
    return [...parts, left];
}
function isPerson({ user }) {
    return user !== null;
}
/** Where the words stand as a whole: not in `11 accounts imitate`, when they are `1 account imitates`. */
function placeOf(words, text) {
    let at = text.indexOf(words);
    while (at > 0 && text[at - 1] !== ' ')
        at = text.indexOf(words, at + 1);
    return at;
}
/** The verdict stands alone; what happened besides stands below it. */
function firstSentence(sentences) {
    const end = sentences.search(/[.!?] (?=[A-Z\d])/);
    return end < 0 ? [sentences, ''] : [sentences.slice(0, end + 1), sentences.slice(end + 2)];
}
function runText({ url, workflow, number, acceptedBy }) {
    const name = `run${number === null ? '' : ` ${number}`}${workflow === null ? '' : ` of ${workflow}`}`;
    const shown = url === null ? [] : [', ', h('a', { href: url, rel: 'noreferrer' }, `workflow ${name}`)];
    return acceptedBy === null ? shown : [...shown, `, its changes accepted by ${acceptedBy}`];
}
function answers(data) {
    const items = [mustIAct(data), whoJoined(data), isItWhole(data), whoAnswersForGuests(data)];
    return h('dl', { class: 'answers' }, ...items.map(([question, mood, link, ...answer]) => h('div', { class: mood }, h('dt', {}, h('a', { href: link }, question)), h('dd', {}, ...answer))));
}
const sponsorRule = 'guest-without-sponsor';
const shownNames = 3;
function mustIAct({ needs, headline }) {
    const question = ['Must I act?', headline.mood, '#needs'];
    const urgent = needs.filter((need) => need.urgent);
    const everybody = urgent.flatMap((need) => need.people.flatMap(({ user }) => (user ? [user] : [])));
    // Several matters may be about one person.
    const people = [...new Map(everybody.map((user) => [user.id, user])).values()];
    const number = urgent.reduce((sum, need) => sum + (need.people.length > 0 ? need.number : 0), 0);
    const twice = everybody.length - people.length;
    const look = needs.length - urgent.length;
    const also = look > 0 ? ` ${(0,base_numbers/* plural */.LS)(look, 'matter is', 'matters are')} worth a look.` : '';
    if (urgent.length > 0) {
        const [only] = urgent.length === 1 ? urgent : [];
        const what = only ? `${only.title.charAt(0).toLowerCase()}${only.title.slice(1)}` : (0,base_numbers/* plural */.LS)(urgent.length, 'matter');
        const who = people.length > 0 ? [': ', ...head_named(people, Math.max(people.length, number - twice)), '.'] : ['.'];
        return [...question, `Yes: ${what}`, ...who, also];
    }
    return [...question, headline.mood === 'notice' ? `No.${also}` : `Yes: read the line above.${also}`];
}
function whoJoined({ changes, evidence }) {
    const question = ['Who joined, who left?', '', '#changes'];
    if (!changes.compared)
        return [...question, 'Not known: there is nothing to compare with.'];
    const { added, removed } = changes.counts;
    const asFar = evidence.reconciled ? '' : 'As far as the list goes, which is not complete: ';
    if (added + removed === 0)
        return [...question, asFar === '' ? 'Nobody.' : `${asFar}nobody.`];
    const part = (number, verb, users) => number === 0 ? [`nobody ${verb}. `] : [`${(0,base_numbers/* count */.U9)(number)} ${verb}: `, ...head_named(users.map(asName), number), '. '];
    return [...question, asFar, ...part(added, 'joined', changes.added), ...part(removed, 'left', changes.removed)];
}
function asName(user) {
    const textOf = (value) => (typeof value === 'string' ? value : null);
    return {
        id: user.id,
        displayName: textOf(user.displayName),
        userPrincipalName: textOf(user.userPrincipalName),
    };
}
function head_named(users, number) {
    // "And 1 more" takes the room of one more.
    const shown = users.slice(0, number <= shownNames + 1 ? number : shownNames);
    const names = shown.flatMap(({ id, displayName, userPrincipalName }, index) => [
        ...(index > 0 ? [', '] : []),
        h('a', { href: `#user=${encodeURIComponent(id)}` }, h('bdi', {}, displayName ?? userPrincipalName ?? id)),
    ]);
    const more = number - shown.length;
    if (shown.length === 0)
        return ['see below'];
    return [...names, more > 0 ? ` and ${(0,base_numbers/* count */.U9)(more)} more` : ''];
}
function isItWhole({ evidence }) {
    const { listed, reconciled } = evidence;
    const what = `it holds ${(0,base_numbers/* plural */.LS)(listed, 'user')}; ${(0,reconcile/* evidenceText */.rS)(evidence)}.`;
    return ['Is the list whole?', reconciled ? '' : 'error', '#evidence', `${reconciled ? 'Yes' : 'No'}: ${what}`];
}
function whoAnswersForGuests({ directory, findings, evidence }) {
    const question = ['Which guests does nobody answer for?', '', '#guests'];
    if (directory.guests === null) {
        const knowsGuests = directory.kinds.some(([kind]) => kind.startsWith('Guest'));
        const none = evidence.listed === 0 || (directory.kinds.length > 0 && !knowsGuests);
        return [
            ...question,
            none ? 'There are no guests.' : 'Not known: what was selected does not tell where guests come from.',
        ];
    }
    const { domains } = directory.guests;
    const guests = domains.reduce((sum, one) => sum + one.guests, 0);
    if (guests === 0)
        return [...question, 'There are no guests.'];
    if (domains.every(({ withoutSponsor }) => withoutSponsor === null)) {
        return [...question, `Not known of ${(0,base_numbers/* plural */.LS)(guests, 'guest')}: the input include-sponsors was not set.`];
    }
    const alone = domains.reduce((sum, one) => sum + (one.withoutSponsor ?? 0), 0);
    if (alone === 0)
        return [...question, `None: each of ${(0,base_numbers/* plural */.LS)(guests, 'guest')} has a sponsor.`];
    const numbers = `${(0,base_numbers/* count */.U9)(alone)} of ${(0,base_numbers/* plural */.LS)(guests, 'guest')}`;
    const rule = findings.rules.find(({ id }) => id === sponsorRule);
    if (rule?.state !== 'judged')
        return [...question, `${numbers}; the rule ${sponsorRule} is off, which would name them.`];
    const found = findings.items.flatMap((one) => (one.rule === sponsorRule && one.user ? [one.user] : []));
    const link = h('a', { href: `#rule=${sponsorRule}` }, 'Who they are');
    // Whoever is disabled is none of the rule's.
    if (rule.counts.total < alone) {
        return [
            ...question,
            `${numbers}, ${(0,base_numbers/* count */.U9)(rule.counts.total)} of them enabled: `,
            ...head_named(found, rule.counts.total),
            '. ',
            link,
            '.',
        ];
    }
    return [...question, `${numbers}: `, ...head_named(found, alone), '. ', link, '.'];
}

;// CONCATENATED MODULE: ./src/report/letter/needs.ts


/** More people of one matter are behind its fold, or in the findings below. */
const openPeople = 5;
/** What needs somebody: each with the person, why, and what to do. */
function needsSection({ needs, headline, findings }) {
    const title = needs.some(({ urgent }) => urgent)
        ? 'What needs you'
        : needs.length > 0
            ? 'Worth a look'
            : 'What needs you';
    const none = headline.mood === 'notice'
        ? 'Nothing: no gate failed, nothing new was found, and no change stands out.'
        : 'Nothing beyond what the headline says.';
    return h('section', { 'aria-labelledby': 'needs' }, h('h2', { id: 'needs', tabindex: '-1' }, title), ...(needs.length === 0
        ? [h('p', {}, none)]
        : [h('ol', { class: 'needs' }, ...needs.map((need) => needItem(need, findings.items)))]));
}
function needItem(need, items) {
    const { kind, severity, urgent, title, why, fix, docs, people, number } = need;
    const badge = severity
        ? markup_views.badge(severity, severity)
        : markup_views.badge(kind === 'change' ? 'change' : 'gate', urgent ? 'high' : 'low');
    const rule = kind === 'finding' ? docs.slice(docs.indexOf('#') + 1) : '';
    const found = (person) => items.find((item) => item.rule === rule && item.user?.id === person.user?.id && item.subject === person.subject);
    const shown = people.map((person) => h('li', {}, ...needs_personText(person, found(person))));
    const rest = shown.slice(openPeople);
    const told = Math.min(shown.length, number);
    return h('li', { class: urgent ? 'urgent' : '' }, h('h3', {}, badge, ' ', title), h('div', { class: 'who' }, ...(shown.length === 0 ? [] : [h('ul', { class: 'people' }, ...shown.slice(0, openPeople))]), ...(rest.length === 0
        ? []
        : [h('details', {}, h('summary', {}, `${(0,base_numbers/* count */.U9)(rest.length)} more`), h('ul', { class: 'people' }, ...rest))]), ...(told > 0 && told < number && rule !== ''
        ? [h('p', { class: 'soft' }, h('a', { href: `#rule=${rule}` }, `All ${(0,base_numbers/* count */.U9)(number)} in the table`))]
        : [])), h('div', { class: 'why' }, ...(why === '' ? [] : [h('p', {}, `${why.charAt(0).toUpperCase()}${why.slice(1)}`)]), ...(fix === '' ? [] : [h('p', {}, h('strong', {}, 'What to do: '), fix)]), ...(/^https:/.test(docs)
        ? [h('p', { class: 'soft' }, h('a', { href: docs, rel: 'noreferrer' }, 'Read more'))]
        : [])));
}
function needs_personText({ user, subject, text }, finding) {
    const who = user ? markup_views.person(user, finding) : h('span', { class: 'name' }, subject);
    return [who, h('span', { class: 'what' }, text), ...lookAlike(finding)];
}
/** Where a name differs from another by its looks alone, the eye needs the numbers. */
function lookAlike(finding) {
    const { characters, others } = (finding?.evidence ?? {});
    if (!Array.isArray(others) || others.length === 0)
        return [];
    const other = others[0];
    const isImitation = Array.isArray(characters);
    const numbers = isImitation && characters.length > 0 ? `, by ${characters.join(', ')}` : '';
    const name = h('bdi', {}, String(other?.displayName ?? ''));
    const address = h('bdi', {}, String(other?.userPrincipalName ?? ''));
    return [
        h('span', { class: 'what' }, ...(isImitation ? ['Looks like ', name, ' (', address, `)${numbers}`] : ['The other is ', address])),
    ];
}

;// CONCATENATED MODULE: ./src/report/letter/trends.ts



/** How it went, over the audits that are remembered. */
function trendsSection({ trends }) {
    const body = trends.length < 2
        ? [h('p', {}, 'This is the first audit that is remembered: there is nothing to draw a line through yet.')]
        : [h('div', { class: 'charts' }, ...charts(trends)), everyAudit(trends)];
    return h('section', { 'aria-labelledby': 'trends' }, h('h2', { id: 'trends', tabindex: '-1' }, 'How it went'), ...body);
}
function charts(trends) {
    const known = (names) => trends.filter((one) => names.some((name) => one[name] !== null)).length > 1;
    const pick = (name, title) => ({
        title,
        name,
        points: trends.map((one) => ({ at: one.endedAt, value: one[name] })),
    });
    return [
        linesOverTime('Users', [pick('users', 'all'), ...(known(['guests']) ? [pick('guests', 'guests')] : [])]),
        ...(known(['high', 'medium', 'low'])
            ? [linesOverTime('Open findings', [pick('high', 'high'), pick('medium', 'medium'), pick('low', 'low')])]
            : []),
        ...(known(['added', 'removed', 'changed'])
            ? [columnsOverTime('Changes', [pick('added', 'joined'), pick('removed', 'left'), pick('changed', 'changed')])]
            : []),
    ];
}
/** Every number and date of the drawings, for whoever cannot point at them. */
function everyAudit(trends) {
    const columns = [
        ['Users', 'users'],
        ['Guests', 'guests'],
        ['Joined', 'added'],
        ['Left', 'removed'],
        ['Changed', 'changed'],
        ['High', 'high'],
        ['Medium', 'medium'],
        ['Low', 'low'],
    ];
    const row = (one) => h('tr', {}, h('th', { scope: 'row', class: 'date' }, one.endedAt.slice(0, 16).replace('T', ' ')), ...columns.map(([, name]) => h('td', { class: 'number' }, one[name] === null ? '\u2013' : (0,base_numbers/* count */.U9)(one[name]))));
    return h('details', {}, h('summary', {}, `The ${(0,base_numbers/* count */.U9)(trends.length)} audits in numbers`), h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Audits in numbers' }, h('table', {}, h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Audit (UTC)'), ...columns.map(([title]) => h('th', { scope: 'col', class: 'number' }, title)))), h('tbody', {}, ...trends.toReversed().map(row)))));
}

;// CONCATENATED MODULE: ./src/report/letter/users.ts


/** The marks of a row, as bits, and what a click on their chip shows. */
const chips = [
    [1, 'Open findings'],
    [8, 'High severity'],
    [2, 'New'],
    [4, 'Changed'],
];
/** The table of everybody: its frame, which the page fills. */
function usersSection({ table }) {
    const { columns, total, shown, leftOut } = table;
    const cut = leftOut === 'none'
        ? nothing
        : h('p', { class: 'notice' }, `This page holds ${(0,base_numbers/* count */.U9)(shown)} of ${(0,base_numbers/* count */.U9)(total)} users: ${leftOut === 'without findings or changes' ? 'some of those without a finding or change were left out' : 'more have a finding or change than a page can hold'}. Everybody is in users.jsonl.`);
    const button = (attributes, words) => h('button', { type: 'button', ...attributes }, words);
    const filters = columns.flatMap(({ label, filter }, index) => {
        const id = `column-${index}`;
        const select = h('select', { id, 'data-column': String(index) }, h('option', { value: '' }, 'all'));
        return filter ? [h('div', { class: 'field' }, h('label', { for: id }, label), select)] : [];
    });
    const heads = columns.map(({ label, kind }) => h('th', { scope: 'col', class: kind }, button({}, label)));
    const boxes = columns.map(({ label, hiddenByDefault }, index) => {
        const attributes = { type: 'checkbox', 'data-shows': String(index), ...(hiddenByDefault ? {} : { checked: '' }) };
        // Rows are opened by the first one.
        return index === 0 ? nothing : h('label', {}, h('input', attributes), ` ${label}`);
    });
    return h('section', { 'aria-labelledby': 'users-heading' }, h('h2', { id: 'users-heading', tabindex: '-1' }, 'Everybody'), cut, h('div', { class: 'controls', role: 'search', 'aria-label': 'Users' }, h('div', { class: 'field' }, h('label', { for: 'search' }, 'Search'), h('input', { id: 'search', type: 'search', autocomplete: 'off', spellcheck: 'false' })), ...filters, sortField(columns), h('div', { class: 'chips', role: 'group', 'aria-label': 'Only those with' }, ...chips.map(([bit, words]) => button({ 'data-mark': String(bit), 'aria-pressed': 'false' }, words))), button({ id: 'rule-chip', hidden: '', class: 'chip', 'aria-label': 'Take the rule away' }, ''), button({ id: 'clear', hidden: '' }, 'Clear'), h('details', { class: 'menu' }, h('summary', {}, 'Columns'), h('div', {}, ...boxes)), button({ id: 'save' }, 'Save what I see as CSV')), h('p', { id: 'status', role: 'status', class: 'soft' }, 'The table needs the script of this page, which loads nothing. Everybody is in users.jsonl.'), h('p', { id: 'printed', class: 'paper' }), h('div', { id: 'scroller' }, h('table', { id: 'users', 'aria-label': 'Users. The buttons in the headings sort; arrow keys move from row to row.' }, h('thead', {}, h('tr', { 'aria-rowindex': '1' }, ...heads)), h('tbody', {}))), h('dialog', { id: 'person', 'aria-labelledby': 'person-name' }, h('div', { class: 'person-head' }, h('div', {}, h('h2', { id: 'person-name' }), h('p', { id: 'person-upn', class: 'soft' })), button({ id: 'person-close' }, 'Close')), h('div', { id: 'person-body', tabindex: '0' })));
}
/** Where the window is too narrow for headings. */
function sortField(columns) {
    const orders = columns.flatMap(({ label }, column) => [
        h('option', { value: `${column} up` }, `${label} \u25b2`),
        h('option', { value: `${column} down` }, `${label} \u25bc`),
    ]);
    return h('div', { class: 'field narrow-only' }, h('label', { for: 'sort' }, 'Sort by'), h('select', { id: 'sort' }, h('option', { value: '' }, 'order of the list'), ...orders));
}

;// CONCATENATED MODULE: ./src/report/page/styles.ts
/** The style sheet of report.html. Text has a contrast of 4.5 or more in both schemes. */
const styles = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --panel: #f6f8fa; --text: #1f2328; --soft: #57606a; --line: #d0d7de; --accent: #0a53a8;
  --bar: #2f6fb7; --good: #116329; --high: #a40e26; --medium: #8a4600; --low: #4a5560; --mark: #fff8c5; --letter: #ffd8d3;
  --before: 0px; --after: 0px; --row: 40px;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117; --panel: #161b22; --text: #e6edf3; --soft: #a3adb8; --line: #3d444d; --accent: #79b8ff;
    --bar: #4a8fd8; --good: #56d364; --high: #ff8a94; --medium: #f0b35b; --low: #b0bac5; --mark: #3b3413; --letter: #6b1620;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body {
  margin: 0; background: var(--back); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
header, main, footer { max-width: 84rem; margin: 0 auto; padding: 1rem clamp(0.75rem, 3vw, 2.5rem); }
main { padding-top: 0; }
@media (min-width: 200rem) { html { font-size: 1.6rem; } }
@media (min-width: 120rem) and (max-width: 200rem) { html { font-size: 1.15rem; } }
@media (min-width: 120rem) { header, main, footer { max-width: 100rem; } }
h1 { margin: 0.25rem 0; font-size: clamp(1.5rem, 1rem + 2vw, 2.3rem); line-height: 1.2; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: 2.75rem 0 0.75rem; font-size: 1.4rem; border-bottom: 1px solid var(--line); padding-bottom: 0.3rem; }
h3 { margin: 1rem 0 0.35rem; font-size: 1.05rem; overflow-wrap: anywhere; }
p { margin: 0.4rem 0; }
section > p, .needs p { max-width: 46rem; }
a { color: var(--accent); }
.soft, footer { color: var(--soft); }
.skip { position: absolute; clip-path: inset(50%); }
.skip:focus { position: static; clip-path: none; }
.paper { display: none; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
bdi, dd, td, th, .what, .name, figcaption { overflow-wrap: anywhere; }
mark { background: var(--letter); color: var(--text); border-radius: 0.15rem; text-decoration: underline; text-underline-offset: 0.2em; }
del { text-decoration: none; color: var(--soft); } ins { text-decoration: none; font-weight: 600; }

.head { padding-top: 2rem; }
h1.long { font-size: clamp(1.3rem, 1rem + 1.2vw, 1.8rem); }
.head .tenant { margin: 0; font-size: 1.05rem; }
.head h1 { border-inline-start: 0.35rem solid var(--good); padding-inline-start: 0.9rem; }
.head.warning h1 { border-color: var(--medium); } .head.error h1 { border-color: var(--high); }
.lead { font-size: 1.15rem; }
.answers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); gap: 0.75rem; margin: 1.25rem 0 0; }
.answers div { display: block; background: var(--panel); border-radius: 0.5rem; padding: 0.7rem 1rem; border-top: 3px solid var(--line); }
.answers .notice { border-top-color: var(--good); } .answers .warning { border-top-color: var(--medium); } .answers .error { border-top-color: var(--high); }
.answers dt { font-weight: 600; } .answers dd { margin: 0.15rem 0 0; }

p.notice { background: var(--mark); border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.6rem 1rem; }
.needs { list-style: none; margin: 0; padding: 0; display: grid; gap: 0.75rem; }
.needs > li { border: 1px solid var(--line); border-inline-start: 0.3rem solid var(--line); border-radius: 0.5rem; padding: 0.6rem 1rem; }
.needs > li.urgent { border-inline-start-color: var(--high); }
.needs h3 { margin: 0 0 0.3rem; }
@media print, (min-width: 60rem) { .needs > li { display: grid; grid-template-columns: 1fr 1fr; column-gap: 2.5rem; } .needs h3 { grid-column: 1 / -1; } .who:empty { display: none; } .who:empty + .why { grid-column: 1 / -1; } }
.people { margin: 0.25rem 0 0.5rem; padding-inline-start: 1.1rem; }
.plain { margin: 0; padding-inline-start: 1.1rem; } .others { margin-top: 1rem; list-style: none; padding: 0; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 0 2rem; }
.entries { list-style: none; margin: 0; padding: 0; }
.entries > li { border-bottom: 1px solid var(--line); padding: 0.35rem 0; }
details > summary { cursor: pointer; padding: 0.35rem 0; }
details > summary:hover { background: var(--panel); }
.rule { border: 1px solid var(--line); border-radius: 0.5rem; padding: 0.25rem 1rem; margin: 0 0 0.6rem; }
.person { text-decoration: none; color: inherit; } .person:hover .name { text-decoration: underline; }
.name { font-weight: 600; color: var(--accent); } .upn { color: var(--soft); } .what { display: block; color: var(--soft); font-size: 0.94rem; }
.badge { border: 1px solid currentColor; border-radius: 1rem; padding: 0 0.55rem; font-size: 0.78rem; font-weight: 400; white-space: nowrap; display: inline-block; }
.badge.high { color: var(--high); } .badge.medium { color: var(--medium); } .badge.low { color: var(--low); }
.badge.new { color: var(--accent); } .badge.accepted { color: var(--good); }
pre { background: var(--panel); padding: 0.5rem 0.75rem; overflow-x: auto; } .row { display: block; }
dl { margin: 0; } dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.1rem 0; }
dt { flex: 0 0 15rem; color: var(--soft); } dd { flex: 1 1 14rem; margin: 0; }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1rem; align-items: start; }
.charts.wide { display: block; columns: 28rem; column-gap: 1rem; } .charts.wide figure { break-inside: avoid; margin-bottom: 1rem; }
figure { margin: 0; background: var(--panel); border-radius: 0.5rem; padding: 0.8rem 1rem; min-width: 0; }
figcaption { font-weight: 600; margin-bottom: 0.3rem; }
figure > svg { display: block; width: 100%; height: auto; font-size: 11.5px; }
.legend { display: flex; flex-wrap: wrap; gap: 0 1.2rem; font-size: 0.88rem; } .legend svg { width: 0.7em; height: 0.7em; }
svg.bar { display: block; width: 100%; height: 0.8rem; } svg.bar rect { fill: var(--bar); }
.bars { table-layout: fixed; } .bars th, .bars td { border: 0; padding: 0.12rem 0.4rem 0.12rem 0; vertical-align: middle; }
.bars th { font-weight: 400; width: 42%; } .bars td.number { width: 20%; padding: 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.line { fill: none; stroke-width: 2; } .axis { stroke: var(--line); } .label { fill: var(--soft); } .value { fill: var(--text); } .end { text-anchor: end; } .middle { text-anchor: middle; }
.line { stroke: var(--bar); } .dot, .key, .column { fill: var(--bar); }
.line.guests, .line.low { stroke: var(--low); stroke-dasharray: 5 3; } .dot.guests, .key.guests, .dot.low, .key.low { fill: var(--low); }
.line.high { stroke: var(--high); } .dot.high, .key.high, .column.removed, .key.removed { fill: var(--high); }
.line.medium { stroke: var(--medium); stroke-dasharray: 2 3; } .dot.medium, .key.medium { fill: var(--medium); }
.column.added, .key.added { fill: var(--good); }

.controls { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: end; margin-bottom: 0.5rem; }
.field { display: grid; gap: 0.15rem; min-width: 0; } .field label { font-size: 0.88rem; color: var(--soft); }
input, select, button { font: inherit; color: var(--text); background: var(--back); border: 1px solid var(--soft); border-radius: 0.35rem; padding: 0.3rem 0.6rem; max-width: 100%; }
button { cursor: pointer; } button[aria-pressed=true], .chip { background: var(--accent); color: var(--back); border-color: var(--accent); }
.chips { display: flex; flex-wrap: wrap; gap: 0.35rem; } .chips button, .chip { border-radius: 1rem; padding: 0.3rem 0.8rem; }
select { width: 10.5rem; } #search { width: min(20rem, 80vw); }
.menu { position: relative; } .menu summary { border: 1px solid var(--soft); border-radius: 0.35rem; padding: 0.3rem 0.6rem; }
.menu > div { position: absolute; z-index: 3; background: var(--back); border: 1px solid var(--soft); border-radius: 0.35rem; padding: 0.5rem 0.9rem; display: grid; gap: 0.2rem; white-space: nowrap; }
.scroll { overflow-x: auto; } .scroll :is(th, td, bdi) { overflow-wrap: normal; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem; }
th, td { text-align: start; vertical-align: top; padding: 0.3rem 0.6rem; border-top: 1px solid var(--line); }
thead th { border-top: 0; } tbody th { font-weight: 600; }
.number { text-align: end; font-variant-numeric: tabular-nums; } .date, td.number { white-space: nowrap; }
table.narrow { width: auto; } .digest { font-family: ui-monospace, monospace; font-size: 0.82rem; min-width: 20rem; }

#scroller { overflow: auto; max-height: min(44rem, 78vh); border: 1px solid var(--line); border-radius: 0.5rem; overflow-anchor: none; }
#users { table-layout: fixed; border-collapse: separate; border-spacing: 0; }
#users thead th { position: sticky; top: 0; z-index: 2; background: var(--panel); border-bottom: 1px solid var(--line); padding: 0.4rem 0.6rem; vertical-align: bottom; }
#users thead button { border: 0; background: none; padding: 0; font-weight: 600; text-align: inherit; }
th[aria-sort=ascending] button::after { content: " \\25B2"; } th[aria-sort=descending] button::after { content: " \\25BC"; }
#users tbody::before { content: ""; display: block; height: var(--before); } #users tbody::after { content: ""; display: block; height: var(--after); }
#users tbody tr { height: var(--row); cursor: pointer; } #users tbody tr:hover, #users tbody tr:focus-within { background: var(--panel); }
#users tbody th, #users tbody td { height: var(--row); padding: 0 0.6rem; overflow: hidden; vertical-align: middle; font-size: 0.88rem; line-height: 1.25; }
#users tbody td bdi { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; text-align: -webkit-match-parent; text-align: match-parent; }
#users tbody th { white-space: nowrap; text-overflow: ellipsis; } #users tbody td.date { white-space: nowrap; }
.open { border: 0; background: none; padding: 0; font-weight: 600; color: var(--accent); max-width: 100%; overflow: hidden; text-overflow: ellipsis; vertical-align: middle; }
#users .badge { padding: 0 0.4rem; } .open:focus-visible { outline-offset: -2px; }
.under { display: none; } .narrow-only { display: none; }

dialog { color: var(--text); background: var(--back); border: 1px solid var(--soft); border-radius: 0.6rem; padding: 0; width: min(46rem, calc(100vw - 1.5rem)); max-height: calc(100vh - 2rem); }
dialog[open] { display: flex; flex-direction: column; } dialog::backdrop { background: rgb(0 0 0 / 45%); }
.person-head { display: flex; justify-content: space-between; gap: 1rem; align-items: start; padding: 1rem 1.25rem 0.6rem; border-bottom: 1px solid var(--line); }
.person-head h2 { margin: 0; border: 0; padding: 0; } .person-head p { margin: 0; } .person-head > div { min-width: 0; }
#person-body { overflow: auto; padding: 0.5rem 1.25rem 1.25rem; }

@media (max-width: 40rem) {
  dt { flex-basis: 100%; } .head { padding-top: 1rem; }
  .field, .field select, #search { width: 100%; } .bars th { width: 46%; }
  #users thead th:not(:first-child), #users tbody td { display: none; }
  .narrow-only { display: grid; }
  .under { display: block; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; font-weight: 400; color: var(--soft); font-size: 0.88rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print {
  :root { --back: #fff; --panel: #fff; --text: #000; --soft: #333; --line: #999; --accent: #000; --bar: #555; --good: #000; --high: #000; --medium: #000; --low: #000; --mark: #fff; --letter: #fff; }
  .controls, .skip, dialog { display: none; } .paper { display: block; } .needs > li:nth-child(n+7), .who li:nth-child(n+2), .who details, .needs .why p:first-child:not(:only-child), .entries > li:nth-child(n+4) { display: none; }
  .needs .people { margin: 0; } .entries .plain li { display: inline; } .entries .plain li + li::before { content: "; "; }
  .charts.wide { columns: 3; } .charts.wide .bars tr:nth-child(n+7) { display: none; } .why .soft { display: none; } .narrow tr:nth-child(n+7) { display: none; } #users tbody :is(tr, th, td) { height: auto; }
  html { font-size: 8.5pt; } body { line-height: 1.35; } header, main, footer { padding-inline: 0; max-width: none; }
  h2 { margin: 1.1rem 0 0.4rem; break-after: avoid; } h3 { margin: 0.5rem 0 0.2rem; break-after: avoid; } p { margin: 0.2rem 0; }
  .answers { grid-template-columns: repeat(4, 1fr); } .charts { grid-template-columns: repeat(3, 1fr); gap: 0.5rem; } .columns { grid-template-columns: 1fr 1fr; }
  .answers div, figure, .needs > li { border: 1px solid var(--line); padding: 0.3rem 0.6rem; break-inside: avoid; }
  .rule, .entries > li { break-inside: avoid; } .entries > li { padding: 0.1rem 0; } .needs { gap: 0.3rem; }
  section:nth-of-type(n+5) { break-before: auto; } #scroller { max-height: none; overflow: visible; } #users tbody::after { height: 0; }
  .column.removed, .key.removed { fill: #aaa; } .column.changed, .key.changed { fill: #fff; stroke: #000; }
}
`;

;// CONCATENATED MODULE: ./src/report/report-data.ts

/** What report.html is to have at the most, in bytes; the table's share is in users-table.ts. */
const pageBudget = (/* unused pure expression or super */ null && (8 * 1024 * 1024));
/** That much of it is for what changed, and for what was found, each. */
const listBudget = 640 * 1024;
/**
 * The data as JSON, safe inside of a script element, in parts: the table alone takes some megabytes.
 *
 * What is shown of changes and findings is cut to what the page has room for; their numbers say so.
 */
function* reportJson({ table, changes, findings, ...rest }) {
    const { added, removed, changed, recreated, ...aboutChanges } = changes;
    const kinds = { added, removed, changed, recreated };
    const shown = Object.entries(kinds).map(([kind, items]) => [kind, within(listBudget / 4, items)]);
    const parts = {
        changes: { ...aboutChanges, ...Object.fromEntries(shown) },
        findings: { ...findings, items: withinByRule(listBudget, findings.items) },
    };
    yield (0,safe_text/* scriptJson */.eC)({ ...rest, ...parts }).slice(0, -1);
    const { chunks, marks, ...aboutTable } = table;
    yield `,"table":${(0,safe_text/* scriptJson */.eC)(aboutTable).slice(0, -1)},"chunks":[`;
    // Base64 needs no escape.
    for (const [index, chunk] of chunks.entries())
        yield `${index === 0 ? '' : ','}"${chunk}"`;
    yield `],"marks":"${marks}"}}`;
}
/** @returns the first of them, as long as there is room */
function within(bytes, items) {
    let left = bytes;
    const end = items.findIndex((item) => {
        left -= Buffer.byteLength((0,safe_text/* scriptJson */.eC)(item));
        return left < 0;
    });
    return end < 0 ? [...items] : items.slice(0, end);
}
/** Some of each rule: one that found much must not leave the others without any. */
function withinByRule(bytes, items) {
    if (Buffer.byteLength((0,safe_text/* scriptJson */.eC)(items)) <= bytes)
        return [...items];
    const byRule = Map.groupBy(items, ({ rule }) => rule);
    return [...byRule.values()].flatMap((those) => within(bytes / byRule.size, those));
}

;// CONCATENATED MODULE: ./src/report/html.ts













/**
 * report.html: one page that nothing has to be loaded for, and that loads nothing. The letter stands in it as it is read;
 * its script adds what has to be looked for: the table, a person, longer lists.
 *
 * @returns its parts, in order: whole, it takes some megabytes
 */
function* htmlReport(data) {
    const { tenant, run } = data;
    // No style attribute anywhere: the policy would refuse it.
    const policy = [
        "default-src 'none'",
        `style-src '${hashOf(styles)}'`,
        `script-src '${hashOf(script)}'`,
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
    ].join('; ');
    const title = `Users of ${tenant.name ?? tenant.domain ?? tenant.id}, ${markup_text.value('', run.endedAt)}`;
    yield [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
        `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n',
        `${h('title', {}, title)}\n<style>${styles}</style>\n</head>\n<body>\n`,
        `${head(data)}\n`,
    ].join('');
    const letter = markup_all(needsSection(data), changesSection(data), trendsSection(data), directorySection(data), findingsSection(data), usersSection(data), evidenceSection(data));
    yield `${h('main', {}, letter)}\n<footer><p>Made by entra-user-audit.</p></footer>\n`;
    yield '<script type="application/json" id="data">';
    yield* reportJson(data);
    yield `</script>\n<script>${script}</script>\n</body>\n</html>\n`;
}
function hashOf(content) {
    return `sha256-${(0,external_node_crypto_.createHash)('sha256').update(content).digest('base64')}`;
}

;// CONCATENATED MODULE: ./src/list/newest-deleted.ts



/**
 * Those who were deleted last, by a deleted-users.jsonl; no more of them than wanted are ever held.
 *
 * @returns the newest first
 */
async function newestDeleted(path, wanted, signal) {
    let kept = 0;
    const oldest = createMinHeap((a, b) => whenDeleted(a) < whenDeleted(b));
    const lines = openUserLines(path);
    try {
        for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
            signal.throwIfAborted();
            for (const { line } of portion) {
                oldest.push((0,lossless_json/* parseLossless */.I)(line.toString()));
                if (kept < wanted)
                    kept += 1;
                else
                    oldest.pop();
            }
        }
    }
    finally {
        await lines.close();
    }
    const newest = [];
    for (let user = oldest.top(); user !== undefined && newest.length < kept; user = oldest.top()) {
        newest.push(user);
        oldest.pop();
    }
    return newest.reverse();
}
/** Dates of Graph are sorted as texts; '' where it may not be seen. */
function whenDeleted({ deletedDateTime }) {
    return typeof deletedDateTime === 'string' ? deletedDateTime : '';
}

;// CONCATENATED MODULE: ./src/report/named-licenses.ts

/** What changed, with the names of licences in place of their ids: for people, who know no product by its id. */
function samplesForPeople(samples) {
    return {
        ...samples,
        added: samples.added.map(namedUser),
        removed: samples.removed.map(namedUser),
        changed: samples.changed.map((user) => ({ ...user, changes: user.changes.map(license_names/* withNamesOfLicenses */.Y0) })),
    };
}
function namedUser(user) {
    const licenses = user[license_names/* licensesProperty */.wt];
    return Array.isArray(licenses) ? { ...user, [license_names/* licensesProperty */.wt]: (0,license_names/* licenseNames */.cx)(licenses) } : user;
}

;// CONCATENATED MODULE: ./src/audit/report-data.ts









/** That many changes of each kind are shown with all that is known of them. */
const shownChanges = 500;
const shownDeleted = 200;
/** @param files those that are whole by now, and lie beside the report */
async function reportData(found, table, files, { run, pace, signal }) {
    const { inputs, list, assessment, conclusion, signIns } = found;
    const { counts, findings, baseline } = assessment;
    const now = pace.now();
    const endedAt = new Date(now).toISOString();
    const { previous, history } = chain_chainOf(baseline);
    const guests = counts.guestDomains();
    return {
        schemaVersion: 1,
        tenant: { id: found.tenantId, name: inputs.tenantName || null, domain: counts.domain() ?? null },
        run: {
            url: run.url ?? null,
            startedAt: new Date(found.startedAt).toISOString(),
            endedAt,
            repository: run.workflowRun?.repository ?? null,
            workflow: run.workflowRun?.workflow ?? null,
            number: run.workflowRun?.runId ?? null,
            acceptedBy: conclusion.acceptedBy ?? null,
        },
        headline: conclusion.headline,
        needs: conclusion.needs.map((need) => ({ ...need, docs: run.docsBase + need.docs })),
        evidence: {
            ...{ counts: list.counts, secondReading: list.secondReading, listed: list.listed },
            ...{ reconciled: list.reconciled, reads: list.reads },
            files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
            encrypted: (0,encryption/* isEncrypted */.ph)(inputs),
            bundleSha256: await found.bundleSha256,
            certificate: report_data_certificateOf(found, now),
            previousManifestSha256: previous?.manifestSha256 ?? null,
        },
        changes: report_data_changesOf(assessment, previous?.endedAt),
        findings: {
            counts: findings.counts,
            rules: findings.rules,
            items: findings.samples.map((finding) => finding.accepted ? finding : { ...finding, entry: acceptanceEntry(finding, now) }),
        },
        trends: [...history, { endedAt, users: list.listed, ...numbersOf(found) }].map(trendOf),
        directory: {
            ...{ kinds: counts.kinds(), created: counts.created(), departments: counts.departments() },
            licences: counts.licences(),
            guests: guests === undefined ? null : { domains: guests },
            deleted: await deletedOf(found, signal),
            roster: report_data_rosterOf(assessment),
            signIns: signIns && signInsOf(signIns),
        },
        table,
    };
}
function report_data_certificateOf({ credential }, now) {
    if (credential.kind !== 'certificate')
        return null;
    const { notAfter } = credential.certificate;
    return { days: (0,base_numbers/* daysBetween */.YM)(now, notAfter.getTime()), notAfter: (0,base_numbers/* day */.vd)(notAfter) };
}
function report_data_changesOf({ comparison, baseline }, since) {
    const why = (0,compare_comparison/* whyNoComparison */.fm)(baseline) ?? null;
    if (comparison?.usersBefore === undefined) {
        const counts = { added: 0, removed: 0, changed: 0, churned: 0, recreated: 0 };
        const nobody = { added: [], removed: [], changed: [], recreated: [] };
        return { compared: false, why, usersBefore: null, since: since ?? null, counts, ...nobody };
    }
    const { added, removed, changed, recreated } = samplesForPeople(comparison.samples);
    return {
        ...{ compared: true, why: null, usersBefore: comparison.usersBefore, since: since ?? null },
        counts: comparison.counts,
        added: added.slice(0, shownChanges),
        removed: removed.slice(0, shownChanges),
        changed: changed.slice(0, shownChanges),
        recreated: recreated.slice(0, shownChanges),
    };
}
function trendOf(audit) {
    const { endedAt, users, members, guests, added, removed, changed, high, medium, low } = audit;
    return { endedAt, users, members, guests, added, removed, changed, high, medium, low };
}
async function deletedOf({ recycleBin }, signal) {
    const { outcome, list } = recycleBin;
    if (outcome === null)
        return null;
    if (outcome.status === 'skipped')
        return { state: 'skipped', reason: outcome.reason, number: null, people: [] };
    const people = list ? await newestDeleted(list.shown.lines, shownDeleted, signal) : [];
    return { state: 'read', reason: null, number: outcome.users, people: people.map(deletedPerson) };
}
function deletedPerson(user) {
    const { deletedDateTime } = user;
    return { ...nameOf(user), deletedDateTime: typeof deletedDateTime === 'string' ? deletedDateTime : null };
}
function report_data_rosterOf({ roster, findings }) {
    if (roster === undefined)
        return null;
    const openOf = (id) => {
        const rule = findings.rules.find((one) => one.id === id);
        return rule?.state === 'judged' ? rule.counts.open : null;
    };
    return {
        people: roster.roster.people,
        rows: roster.rows,
        left: roster.counts?.left ?? null,
        withoutAccount: roster.counts?.withoutAccount ?? null,
        afterLeaving: openOf('enabled-after-leaving'),
        notInRoster: openOf('not-in-roster'),
    };
}
function signInsOf(signIns) {
    if (signIns.status === 'skipped')
        return { state: 'skipped', reason: signIns.reason };
    return { state: 'read', users: signIns.users, missing: signIns.missing };
}

;// CONCATENATED MODULE: ./src/audit/write-report.ts


/** Writes report.html. @param files those beside it, whole by now */
async function writeReport(found, table, files, host) {
    const file = await found.folder.create('report.html');
    const data = await reportData(found, table, files, host);
    for (const part of htmlReport(data))
        await file.write([Buffer.from(part)]);
    await file.close();
    return file;
}

;// CONCATENATED MODULE: ./src/audit/publish.ts















/**
 * Gives the files their names, the manifest last, and publishes them where they are wanted. The files stay where
 * they are whatever becomes of publishing.
 *
 * @returns where a browser opens the report; undefined where none does
 * @throws Failure `artifact-*`, `users-output-too-large`, `disk-*`, `file-changed`
 */
async function publish(found, host) {
    const { inputs, written, folder } = found;
    const deleted = found.recycleBin.list?.file;
    const plain = [...wantedLists(found), ...(deleted ? [deleted] : []), ...found.assessment.files];
    const { table } = found.assessment;
    if (table) {
        const files = plain.map((file) => file.written());
        plain.push(await writeReport(found, table, files, host));
    }
    const made = await encryptFiles(plain, found, host);
    const sums = await writeChecksums(folder, made.map((file) => file.written()));
    made.push(sums);
    const wholeFiles = made.map((file) => file.written());
    // The evidence is whole before anything gets its name: a list without it must not lie about.
    const manifest = await writeManifest(found, wholeFiles, host);
    // What is uploaded is taken from a folder of ours: others may be at work in the one that was asked for.
    const kept = await keepAll([...made, manifest]);
    const page = (0,report_artifact/* reportAlone */.qh)(kept, found, host.artifacts);
    await giveNames([...made, manifest]);
    // Whatever becomes of the upload: from here on there is no plain text that could stay.
    if (found.encryption)
        await folder.removeScratch();
    const files = [...wholeFiles, manifest.written()];
    host.log.info(`Wrote ${files.map(({ name, bytes }) => `${name} (${(0,base_numbers/* size */.Ej)(bytes)})`).join(', ')} to ${folder.path}`);
    setOutputs(found, files, host);
    let artifact;
    let report;
    const warnings = new Set();
    try {
        if (inputs.publish.artifact)
            [artifact, report] = await uploadFiles(found, { files: kept, page, warnings }, host);
        if (inputs.publish.output) {
            const users = written.usersOutput();
            host.setOutput('users', users);
            (0,announce/* announceUsersOutput */.Jn)(users, {
                info: host.log.info,
                warning(text) {
                    warnings.add(text);
                    host.log.warning(text);
                },
            });
        }
    }
    finally {
        // Also of a run that could not publish: the numbers are good.
        if (inputs.summary !== 'none')
            await host.writeSummary(summaryOf(found, files, { artifact, report, warnings: [...warnings] }, host));
    }
    return report?.url;
}
async function keepAll(files) {
    const kept = [];
    for (const file of files)
        kept.push({ ...file.written(), path: await file.keep() });
    return kept;
}
/** All of them, or none: files without their manifest would look whole. */
async function giveNames(files) {
    const named = [];
    try {
        for (const file of files) {
            await file.publish();
            named.push(file);
        }
    }
    catch (error) {
        for (const file of named)
            await file.withdraw();
        throw error;
    }
}
/** The list in the formats that were asked for. */
function wantedLists({ written, inputs }) {
    const wanted = new Set(inputs.formats.map((format) => `users.${format}`));
    return written.files.filter((file) => wanted.has(file.written().name));
}
function setOutputs({ list, folder, credential, assessment, conclusion, inputs, encryption }, files, { setOutput }) {
    setOutput('headline', conclusion.headline.text);
    setOutput('user-count', String(list.listed));
    setOutput('reconciled', String(list.reconciled));
    setOutput('directory', folder.path);
    const pathOf = (name) => files.find((file) => file.name === name)?.path ?? '';
    const dataPathOf = (name) => pathOf(encryption ? name + age/* encryptedSuffix */.Cj : name);
    setOutput('users-file', dataPathOf(`users.${inputs.formats.find((format) => format !== 'html')}`));
    const { counts } = assessment.comparison ?? {};
    for (const name of ['added', 'removed', 'changed'])
        setOutput(`${name}-count`, String(counts?.[name] ?? ''));
    const { findings, gates } = assessment;
    setOutput('finding-count', String(findings.counts.open));
    setOutput('new-finding-count', String(findings.counts.new ?? ''));
    const failed = gates.filter(({ fails }) => fails);
    setOutput('failed-gates', failed.map(({ gate }) => gate).join(','));
    setOutput('changes-file', dataPathOf('changes.json'));
    setOutput('report-file', dataPathOf('report.html'));
    setOutput('manifest-file', pathOf('manifest.json'));
    if (credential.kind === 'certificate')
        setOutput('certificate-expires-on', (0,base_numbers/* day */.vd)(credential.certificate.notAfter));
}
/** The list and the report side by side: to publish one takes four requests, each of which waits for the one before. */
async function uploadFiles({ inputs, folder }, { files, page, warnings }, host) {
    const { artifactName: name, retentionDays } = inputs;
    const paths = files.map(({ path }) => path);
    host.learn({ artifactName: name });
    // When the list cannot be published, nothing more of either may be.
    const unwanted = new AbortController();
    const signal = AbortSignal.any([host.signal, unwanted.signal]);
    const upload = { name, files: paths, folder: folder.kept, retentionDays, signal };
    const listed = (0,abortable/* abortable */.Z)((0,unchanged/* whileUnchanged */.H)(files, host.signal, () => host.artifacts.upload(upload)), host.signal);
    listed.catch(() => unwanted.abort());
    const [list, opened] = await Promise.allSettled([
        listed,
        page && (0,report_artifact/* uploadReport */.a3)(page, { folder: folder.kept, retentionDays, signal, warnings }, host),
    ]);
    const days = list.status === 'fulfilled' ? (list.value.retentionDays ?? Infinity) : Infinity;
    if (retentionDays !== undefined && days < retentionDays) {
        warnings.add(`retention-days asks for ${retentionDays}, and the repository allows ${days}: the artifact goes then.`);
    }
    for (const warning of warnings)
        host.log.warning(warning);
    const report = opened.status === 'fulfilled' ? opened.value : undefined;
    if (list.status === 'rejected') {
        if (report)
            await withdraw(report, host);
        throw list.reason;
    }
    if (opened.status === 'rejected')
        throw opened.reason;
    const artifact = list.value;
    host.log.info(`Published artifact "${name}" (${(0,base_numbers/* size */.Ej)(artifact.bytes)}): ${artifact.url ?? `id ${artifact.id}`}`);
    host.setOutput('artifact-id', artifact.id);
    host.setOutput('artifact-url', artifact.url ?? '');
    host.setOutput('artifact-digest', artifact.digest);
    if (report) {
        host.log.info(`Published the report, unzipped, as "${report.name}": ${report.url ?? `id ${report.id}`}`);
        host.setOutput('report-url', report.url ?? '');
    }
    return [artifact, report];
}
async function withdraw(report, { artifacts, log }) {
    try {
        await artifacts.withdraw?.(report);
    }
    catch {
        log.warning(`The report was published as "${report.name}", and could not be taken back: delete it by hand.`);
    }
}
function summaryOf(found, files, { artifact, report, warnings }, { pace, run }) {
    const { inputs, credential, list, written, assessment, conclusion, startedAt } = found;
    const has = (property) => written.properties.includes(property);
    const { comparison, findings, counts, roster } = assessment;
    const names = inputs.summary === 'changes';
    const numbers = summaryMarkdown({
        ...list,
        headline: conclusion.headline.text,
        needs: conclusion.needs,
        acceptedBy: conclusion.acceptedBy,
        names,
        docsBase: run.docsBase,
        tenantId: inputs.tenantId,
        tenantName: inputs.tenantName,
        tally: written.tally,
        knows: { accountEnabled: has('accountEnabled'), userType: has('userType') },
        kinds: counts.kinds(),
        withoutValues: [...written.missingValues.neverSent, ...written.missingValues.alwaysNull],
        changes: comparison?.counts,
        noComparison: (0,compare_comparison/* whyNoComparison */.fm)(assessment.baseline),
        roster: roster && { people: roster.roster.people, counts: roster.counts },
        recycleBin: recycleBinText(found.recycleBin, comparison, {
            isFiltered: inputs.filter !== '',
            isComplete: found.list.reconciled,
        }),
        findings: findings.counts,
        duration: pace.now() - startedAt,
        now: pace.now(),
        certificate: credential.kind === 'certificate' ? credential.certificate : undefined,
        artifact: artifact && { ...artifact, retentionDays: inputs.retentionDays && artifact.retentionDays },
        reportUrl: report?.url,
        files,
        warnings,
    });
    if (!names)
        return numbers;
    const tables = namesMarkdown({ comparison, findings });
    const everybody = tables === '' ? '' : folded('Everybody by name', tables);
    return numbers + everybody + entriesMarkdown(findings.samples, pace.now());
}

// EXTERNAL MODULE: ./src/list/formats/index.ts + 2 modules
var list_formats = __webpack_require__(9947);
;// CONCATENATED MODULE: ./src/audit/published-names.ts



/** Files with directory data. */
const dataNames = [
    ...Object.values(list_formats/* listFormats */.d).map(({ name }) => name),
    deletedListName,
    'changes.json',
    'changes.csv',
    'findings.json',
    'findings.csv',
    'report.html',
];
/** Every name that an audit ever publishes a file under. */
const publishedNames = [
    'manifest.json',
    'SHA256SUMS',
    ...dataNames,
    ...dataNames.map((name) => name + age/* encryptedSuffix */.Cj),
];

;// CONCATENATED MODULE: ./src/http/body-reader.ts
/** Reads a short body as one text. */
function textBody(parse) {
    const decoder = new TextDecoder();
    let text = '';
    return {
        take(chunk) {
            text += decoder.decode(chunk, { stream: true });
        },
        end: () => parse(text + decoder.decode()),
        drop() { },
    };
}

;// CONCATENATED MODULE: ./src/graph/count-users.ts


/** Asks Graph how many users match. */
async function countUsers(client, query) {
    return (await client.get((0,graph_query/* countUrl */.LZ)(query), () => textBody(parseCount), { advanced: true })).value;
}
function parseCount(body) {
    // Graph puts a byte order mark before the number.
    const text = body.replace(/^\uFEFF/, '').trim();
    if (!/^\d{1,12}$/.test(text))
        throw new SyntaxError('/users/$count is not a number');
    return Number(text);
}

;// CONCATENATED MODULE: ./src/graph/hold-list.ts




/** The properties that a second reading asks for: whoever is in it only may have been created meanwhile. */
const secondReadingProperties = ['id', 'createdDateTime'];
/** Holds a list against what Graph counted before it, and counts now. */
async function holdAgainstCounts(client, query, sink, countBefore) {
    // Graph counts while the files are written.
    const [countAfter, written] = await Promise.all([countUsers(client, query), sink.finish()]);
    const reconciliation = (0,reconcile/* reconcile */.Lq)(countBefore, countAfter, written.users);
    return { reconciliation, written, url: (0,graph_query/* countUrl */.LZ)(query), pages: 0 };
}
/**
 * Holds a list against a second reading of all ids, where nobody counts.
 *
 * @param begun when the list was begun, in milliseconds since the epoch
 */
async function holdAgainstItself(client, query, sink, progress, begun) {
    const written = await sink.finish();
    const again = { ...query, properties: secondReadingProperties, includeManager: false };
    const second = sink.secondReading();
    let pages = 0;
    let users = 0;
    for await (const page of usersPages(client, again, second.begin)) {
        second.add(page);
        pages += 1;
        users += page.length;
        progress.onSecondReading(users);
    }
    const reconciliation = (0,reconcile/* reconcileWithItself */.ac)(await second.compare(written, begun), written.users);
    return { reconciliation, written, url: (0,graph_query/* usersUrl */.ak)(again), pages };
}

;// CONCATENATED MODULE: ./src/users/creation-dates.ts
/** Every n-th date is kept; when there are this many, every second of them goes, and n doubles. */
const mostKept = 2_048;
/** Nobody reads more parts at once, and the dates of one page of users would say less exactly where to cut. */
const creation_dates_parts = 256;
function createCreationDates() {
    let kept = [];
    let step = 1;
    let users = 0;
    return {
        user(dateOf) {
            users += 1;
            if (users % step !== 0)
                return;
            const date = dateOf();
            if (typeof date !== 'string')
                return;
            kept.push(date);
            if (kept.length < mostKept)
                return;
            kept = kept.filter((_, index) => index % 2 === 1);
            step *= 2;
        },
        quantiles() {
            if (users < leastUsers)
                return [];
            const sorted = coarse(kept);
            if (sorted.length <= creation_dates_parts)
                return sorted;
            return Array.from({ length: creation_dates_parts }, (_, part) => sorted[Math.floor(((part + 0.5) * sorted.length) / creation_dates_parts)] ?? '');
        },
    };
}
/** A smaller directory is read as one list: see read-users.ts of src/graph. */
const leastUsers = 2_000;
/** How many of the dates that are kept must share a second, or a minute, for it to be told. */
const crowd = 10;
/** Milliseconds; fine ones first. */
const [second, creation_dates_hour] = [1_000, 3_600_000];
const steps = [second, 60_000, creation_dates_hour];
/** @returns the dates that can be read, each rounded down to what it shares with a crowd, or to its hour; sorted */
function coarse(dates) {
    const times = dates.map((date) => Date.parse(date)).filter((time) => !Number.isNaN(time));
    const crowds = steps.map((step) => Map.groupBy(times, (time) => Math.floor(time / step)));
    const rounded = times.map((time) => {
        const shared = crowds.findIndex((groups, at) => (groups.get(Math.floor(time / (steps[at] ?? creation_dates_hour)))?.length ?? 0) >= crowd);
        const step = steps[shared] ?? creation_dates_hour;
        return Math.floor(time / step) * step;
    });
    return rounded.sort((a, b) => a - b).map((time) => new Date(time).toISOString().replace('.000Z', 'Z'));
}
const dateKey = Buffer.from('"createdDateTime":"');
const creation_dates_quote = '"'.charCodeAt(0);
/**
 * Finds the creation date in a user's JSON without parsing it. In no text can the key be found: its quotes would be
 * escaped.
 *
 * @param from where the user begins; `to` where it ends
 * @returns as it stands there; undefined when there is none
 */
function creationDateIn(bytes, from, to) {
    const key = bytes.subarray(from, to).indexOf(dateKey);
    if (key < 0)
        return undefined;
    const start = from + key + dateKey.length;
    return bytes.toString('utf8', start, bytes.indexOf(creation_dates_quote, start));
}

;// CONCATENATED MODULE: ./src/graph/parts/page-dates.ts

/** A day within what Graph can be asked for (years of four digits): borders are put a second beside a date. */
const [earliest, latest] = [Date.parse('0001-01-02T00:00:00Z'), Date.parse('9999-12-30T00:00:00Z')];
/** @returns seconds since the epoch; undefined for what is no date that a part of the list could end at */
function secondsOf(date) {
    const milliseconds = typeof date === 'string' ? Date.parse(date) : Number.NaN;
    return milliseconds >= earliest && milliseconds <= latest ? Math.floor(milliseconds / 1000) : undefined;
}
/** Notes the creation dates of a page, in seconds since the epoch, on their way to its taker. */
function notingDates(taker, dates) {
    // A page that was cut comes again.
    dates.length = 0;
    const note = (date) => {
        const seconds = secondsOf(date);
        if (seconds !== undefined)
            dates.push(seconds);
    };
    const { takeBytes } = taker;
    return {
        ...taker,
        user(user) {
            note(user.createdDateTime);
            taker.user(user);
        },
        takeBytes: takeBytes &&
            ((bytes, at) => {
                const end = takeBytes(bytes, at);
                if (end >= 0)
                    note(creationDateIn(bytes, at, end));
                return end;
            }),
    };
}

// EXTERNAL MODULE: ./src/graph/parts/intervals.ts
var parts_intervals = __webpack_require__(3771);
;// CONCATENATED MODULE: ./src/graph/parts/parts-refused.ts


/** The list cannot be read in parts; as one list it may be. The message says why, for the log. */
class PartsRefused extends Error {
    /** The same for the manifest, which holds nothing of Graph's own words: there may be somebody's data in them. */
    reason;
    constructor(reason, message = reason) {
        super(message);
        this.reason = reason;
    }
}
/** @returns undefined for an error that a plain list would meet as well */
function refusalOf(error) {
    if (error instanceof PartsRefused)
        return error;
    if (!(error instanceof base_failure/* Failure */.H) || error.code !== 'graph-refused')
        return undefined;
    const { graphCode, words } = error.facts;
    // Graph may quote the borders of a part.
    return new PartsRefused(String(graphCode), `${graphCode}: ${(0,parts_intervals/* coarseDates */.zd)(String(words))}`);
}

// EXTERNAL MODULE: ./src/http/semaphore.ts
var semaphore = __webpack_require__(3646);
;// CONCATENATED MODULE: ./src/graph/parts/count-part.ts




/**
 * Asks Graph how many users there are in a part.
 *
 * @throws PartsRefused when there are more than in the whole list
 */
async function countPart(part, { client, query, options }) {
    const users = await countUsers(client, partQuery(part, query));
    checkObeyed(users, options.expected);
    return users;
}
function partQuery(part, query) {
    const { filter, advanced } = (0,parts_intervals/* partFilter */.O$)(part, query.filter);
    return { ...query, filter, advanced: query.advanced || advanced };
}
/** Users who may be added while parts are counted or read. */
const addedMeanwhile = 2 * graph_query/* largestPage */.OO;
/** Why the list is read as one when Graph takes no notice of the filters of parts. */
const notObeyed = 'the parts hold more users than the whole list: their filters are not kept to';
/**
 * Makes sure that Graph keeps to the filters of parts. Each user is in two of them at the most, where they touch: they
 * hold no more than twice the users of the whole, but for those who are added meanwhile.
 *
 * @param users in parts of a whole
 * @throws PartsRefused
 */
function checkObeyed(users, whole) {
    if (users > 2 * whole + addedMeanwhile)
        throw new PartsRefused(notObeyed);
}

;// CONCATENATED MODULE: ./src/graph/parts/borders.ts
/** A second on which a sample has that share of a part is no place for a border: its users would be read twice. */
const denseShare = 0.05;
/** A part may grow to this many times its planned size before a dense second is left to the next one. */
const overflow = 1.25;
/**
 * An import can fill many seconds on end. A part that has grown to this many times its planned size ends at one of them
 * all the same, although the users of that second are read twice then.
 */
const tooLong = 1.5;
/**
 * Borders that cut a sample into parts of given sizes. A bulk import puts thousands of users on one second, which no
 * border can cut: it lies between two borders of its own.
 *
 * @param sample creation dates in seconds since the epoch, sorted
 * @param sizes of the parts, in any unit; fewer parts come out where the sample is dense
 */
function bordersOf(sample, sizes) {
    const seen = new Map();
    for (const date of sample)
        seen.set(date, (seen.get(date) ?? 0) + 1);
    const unit = sample.length / sizes.reduce((sum, size) => sum + size, 0);
    const borders = [];
    let gathered = 0;
    // The last part takes what is left.
    const planned = () => borders.length < sizes.length - 1 ? sizes[borders.length] * unit : Number.POSITIVE_INFINITY;
    const isDense = (second) => (seen.get(second) ?? 0) > Math.max(1, denseShare * planned());
    function cutAt(second, anyway = false) {
        if ((isDense(second) && !anyway) || second <= (borders.at(-1) ?? Number.NEGATIVE_INFINITY))
            return;
        borders.push(second);
        gathered = 0;
    }
    for (const [second, users] of seen) {
        if (isDense(second) && gathered + users > overflow * planned())
            cutAt(second - 1);
        gathered += users;
        const isCheap = (seen.get(second + 1) ?? 0) < planned() / 2;
        if (gathered >= planned())
            cutAt(second + 1, isCheap && gathered >= tooLong * planned());
    }
    return borders;
}
/** Where Graph's users begin, for probing below the first known border: Microsoft's directory is not older. */
const borders_earliest = Date.UTC(2005, 0, 1) / 1000;
/** What Graph can be asked for, years of four digits: some users have dates that make no sense. */
const [first, last] = [Date.parse('0001-01-02T00:00:00Z') / 1000, Date.parse('9999-12-30T00:00:00Z') / 1000];
/** Seconds. A narrower part is a bulk import: a border in it would only repeat its users. */
const narrowest = 2;
/**
 * Borders that cut an interval into parts of equal width, and dense seconds out of it.
 *
 * @param sample some creation dates in it
 * @param now seconds since the epoch, for an interval that is open at its end
 * @returns sorted; empty when it is too narrow to be cut
 */
function bordersWithin({ from, to }, parts, sample, now) {
    // Whoever is beyond the usual dates may be anywhere: a step of some seconds at a time would never come to an end.
    const start = from ?? ((to ?? now) - parts < borders_earliest ? first : borders_earliest);
    const end = to ?? (start + parts > now ? last : now);
    if (end - start <= narrowest)
        return [];
    const even = Array.from({ length: parts - 1 }, (_, part) => Math.round(start + ((end - start) * (part + 1)) / parts));
    const dense = Map.groupBy(sample, (second) => second)
        .entries()
        .filter(([, users]) => users.length > sample.length / parts)
        .flatMap(([second]) => [second - 1, second + 1]);
    const inside = [...even, ...dense].filter((border) => border > start && border < end);
    return [...new Set(inside)].sort((a, b) => a - b);
}

;// CONCATENATED MODULE: ./src/graph/parts/bulk-imports.ts
/** This many users of a sample within a minute are more than chance. */
const fewest = 5;
/** Seconds. */
const longestGap = 60;
/**
 * Finds the bulk imports in an interval.
 *
 * @param sample creation dates in seconds since the epoch, rising
 */
function bulksIn(sample, { from = 0, to = Number.POSITIVE_INFINITY }) {
    const bulks = [];
    for (const second of sample) {
        if (second < from || second > to)
            continue;
        const bulk = bulks.at(-1);
        if (bulk && second - bulk.last < longestGap) {
            bulk.last = second;
            bulk.seen += 1;
        }
        else
            bulks.push({ first: second, last: second, seen: 1 });
    }
    return bulks.filter(({ seen }) => seen >= fewest);
}

;// CONCATENATED MODULE: ./src/graph/parts/estimate.ts
/** Between two counts, an even spread weighs as much as this many users of the sample. */
const evenness = 4;
/**
 * Estimates how many users were created up to a second. Between two counts users lie where those of the sample lie,
 * and where there are few of them, evenly.
 *
 * @param counted rising seconds
 * @param sample creation dates in seconds since the epoch, rising
 * @returns rises with its argument as far as the counts do
 */
function createEstimate(counted, sample) {
    const brackets = counted.slice(1).map((to, index) => {
        const from = counted[index];
        return { from, to, inside: sample.filter((second) => second > from.second && second < to.second) };
    });
    return (second) => {
        const bracket = brackets.find(({ to }) => second <= to.second) ?? brackets.at(-1);
        if (bracket === undefined)
            return 0;
        const { from, to, inside } = bracket;
        const even = Math.min(1, (second - from.second) / (to.second - from.second));
        const next = inside.findIndex((date) => date > second);
        const before = next < 0 ? inside.length : next;
        const start = inside[before - 1] ?? from.second;
        const gap = (inside[before] ?? to.second) - start;
        const sampled = (before + (second - start) / gap) / (inside.length + 1);
        const share = (Math.min(1, sampled) * inside.length + even * evenness) / (inside.length + evenness);
        return from.users + share * (to.users - from.users);
    };
}

;// CONCATENATED MODULE: ./src/graph/parts/part-sizes.ts
/** A page token lives for a while only, and what is lost with it is read again: parts do not grow endlessly. */
const longestPart = 8;
/** Parts turn out some tenths larger or smaller than planned, and a page that is just begun costs as much as a full one. */
const belowFull = 0.1;
/** Of a short list each part should be one page: a fifth more parts than pages, and few spill over. */
const spareParts = 1.2;
/** The share of the list that is kept back until the first parts are counted; of a long one two pages for each reader. */
const keptBack = 0.2;
const mostKeptBack = 2;
/**
 * How large parts should be, so that many readers are done at the same time although nobody knows yet exactly how
 * large a part will turn out.
 *
 * @param pages of the whole list
 * @param readers how many parts are read at once
 */
function partSizes(pages, readers) {
    if (pages <= 2 * readers) {
        const parts = Math.min(readers, Math.ceil(pages * spareParts));
        return { parts: sizes(parts, pages / parts), rest: 0 };
    }
    const large = pages - Math.min(keptBack * pages, mostKeptBack * readers);
    const waves = Math.ceil(large / readers / longestPart);
    const parts = readers * waves;
    const even = large / parts;
    // After several waves whoever reads is anywhere in his part, and nothing is gained by whole pages.
    const size = waves > 1 ? even : Math.floor(even + belowFull) - belowFull;
    return { parts: sizes(parts, size), rest: pages - parts * size };
}
function sizes(parts, size) {
    return Array.from({ length: parts }, () => size);
}
/** Pages that a part of the rest stays below full at least, for borders are never exact. */
const leastSpare = 0.1;
/** With more room than that, fewer parts will do. */
const wellFilled = 0.9;
/**
 * Divides what is left among readers so that all are done at the same time: who has less before him takes more.
 *
 * @param loads pages that each reader still has before him
 * @param pages to be divided
 * @returns room for each part, in whole pages, the largest first; somewhat more than is needed
 */
function roomForRest(loads, pages) {
    const roomUntil = (round) => loads.map((load) => round - load).filter((room) => room > 0);
    const isEnough = (room) => part_sizes_sum(room) - leastSpare * room.length >= pages;
    let round = Math.min(...loads) + 1;
    while (!isEnough(roomUntil(round)))
        round += 1;
    const room = roomUntil(round).sort((a, b) => b - a);
    return room.filter((_, index) => part_sizes_sum(room.slice(0, index)) * wellFilled < pages);
}
function part_sizes_sum(numbers) {
    return numbers.reduce((all, number) => all + number, 0);
}

;// CONCATENATED MODULE: ./src/graph/parts/held-back.ts






/**
 * Cuts a list into parts and keeps one back, where bulk imports are fewest: borders can be put there where they are
 * wanted.
 *
 * @param sample creation dates in seconds since the epoch, rising
 * @param sizes of the parts and of the one to keep back, in any unit
 */
function keepBack(sample, { parts, rest }) {
    const without = { parts: (0,parts_intervals/* intervalsBetween */.NZ)(bordersOf(sample, rest > 0 ? [...parts, rest] : parts)), rest: undefined };
    if (rest === 0)
        return without;
    const choices = [...parts, rest].flatMap((_, place) => {
        const intervals = (0,parts_intervals/* intervalsBetween */.NZ)(bordersOf(sample, parts.toSpliced(place, 0, rest)));
        const kept = intervals[place];
        // A dense sample comes out in fewer parts: which of them would be the rest?
        if (kept === undefined || intervals.length <= parts.length)
            return [];
        const inBulks = part_sizes_sum(bulksIn(sample, kept).map(({ seen }) => seen));
        return { parts: intervals.toSpliced(place, 1), rest: kept, inBulks };
    });
    return choices.sort((a, b) => a.inBulks - b.inBulks)[0] ?? without;
}
/** How often borders are counted and corrected. After that most parts are off by some fifty users of the 999 of a page. */
const corrections = 3;
/**
 * Cuts the part of a list that was kept back, so that whoever is done early has something to do until the others are,
 * and pages come out full. It is counted while the other parts are read, so that hardly anybody waits for it.
 *
 * @param rest the part
 * @param sample creation dates of the whole list, in seconds since the epoch, rising
 * @param loads pages that each reader still has before him, as soon as that is known
 * @param now seconds since the epoch
 * @param count asks Graph how many users there are in an interval
 * @returns the largest first
 */
async function cutRest(rest, sample, loads, now, count) {
    const { from = sample[0] ?? 0, to = Math.max(now, from) } = rest;
    const [users, before] = await Promise.all([count(rest), loads]);
    const room = roomForRest(before, users / graph_query/* largestPage */.OO).map((pages) => pages * graph_query/* largestPage */.OO);
    let counted = [
        { second: from - 1, users: 0 },
        { second: to, users },
    ];
    let borders = cut(room, counted, sample);
    // How many users a bulk import holds is known at once, and not only when a border has come near it.
    let asked = [...borders, ...bulksIn(sample, rest).flatMap(({ first, last }) => [first - 1, last])];
    for (let time = 0; time < corrections && borders.length > 0; time += 1) {
        const seconds = [...new Set(asked)].filter((second) => second > from && second < to);
        const counts = seconds.map(async (second) => ({ second, users: await count({ ...rest, to: second }) }));
        counted = [...counted, ...(await Promise.all(counts))].sort((a, b) => a.second - b.second);
        borders = cut(room, counted, sample);
        asked = borders;
    }
    return (0,parts_intervals/* intervalsBetween */.NZ)(borders, rest);
}
/** Users by which a border may be off after that. */
const inaccuracy = 50;
/**
 * Finds the borders between parts, so that each has no more users than it has room for. Where there is more room than
 * users, all parts are left with the same number of free places.
 *
 * @param room users that each part has room for
 * @returns the second at which each part ends, but for the last one
 */
function cut(room, counted, sample) {
    const estimate = createEstimate(counted, sample);
    const { second: last, users } = counted.at(-1);
    const borders = [];
    let from = counted[0].second + 1;
    for (const [index, free] of room.slice(0, -1).entries()) {
        // The second of a border belongs to both sides.
        const before = estimate(from - 1);
        const spare = (part_sizes_sum(room.slice(index)) - (users - before)) / (room.length - index);
        const reached = (size) => firstSecond(from, last, (second) => estimate(second) - before >= size);
        // Within a bulk import a second holds many: better a part that is too small than a page for the few above it.
        const below = Math.min(reached(free - spare), reached(free - inaccuracy) - 1);
        // A second that holds more than there is room for lies between two borders of its own.
        const border = below > from ? below : reached(free - spare) + 1;
        if (border >= last)
            break;
        borders.push(border);
        from = border;
    }
    return borders;
}
/** @returns the first second from which on something holds; `to` if it never does */
function firstSecond(from, to, holds) {
    let [low, high] = [from, to];
    while (low < high) {
        const middle = Math.floor((low + high) / 2);
        if (holds(middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

;// CONCATENATED MODULE: ./src/graph/parts/parts-progress.ts


/**
 * @param parts as planned
 * @param readers how many parts are read at once
 */
function createPartsProgress(parts, readers) {
    const uncounted = new Set(parts.filter((part) => !(0,parts_intervals/* isUndated */.qx)(part)));
    const allCounted = Promise.withResolvers();
    const reads = [];
    /** Whatever became of them afterwards. */
    const counted = [];
    let users = 0;
    let undatedWaits = true;
    let isStopped = false;
    return {
        reads,
        allCounted: allCounted.promise,
        get users() {
            return users;
        },
        get isStopped() {
            return isStopped;
        },
        onBegin(part) {
            if ((0,parts_intervals/* isUndated */.qx)(part))
                undatedWaits = false;
        },
        onCounted(part, read) {
            counted.push(read);
            if (!(0,parts_intervals/* isUndated */.qx)(part) && uncounted.delete(part) && uncounted.size === 0)
                allCounted.resolve();
        },
        onKept(read) {
            reads.push(read);
        },
        onCut(read) {
            users -= read.count;
            read.count = 0;
        },
        addUsers(count) {
            users += count;
        },
        loads(undated) {
            // When the first pages are counted, some of them have come and all of them are about to.
            const left = counted
                .map(({ count, pages }) => Math.ceil(count / graph_query/* largestPage */.OO) - Math.max(1, pages))
                .filter((pages) => pages > 0);
            const idle = Array.from({ length: Math.max(0, readers - left.length) }, () => 0);
            const [first = 0, ...others] = [...idle, ...left].sort((a, b) => a - b);
            return [undatedWaits ? first + Math.max(1, Math.ceil(undated / graph_query/* largestPage */.OO)) : first, ...others];
        },
        stop() {
            isStopped = true;
        },
    };
}

;// CONCATENATED MODULE: ./src/graph/parts/plan-parts.ts



/** Plans how a list is cut into parts, with nothing known of it but a sample. */
function planParts({ concurrency, expected, undated, sample, now }) {
    const sizesOf = (users) => partSizes(users / graph_query/* largestPage */.OO, concurrency);
    // Borders cut those who have a date. The first page may have been full of users without one, by chance.
    const datedSizes = sizesOf(Math.max(graph_query/* largestPage */.OO, expected - undated));
    // But how many have a date is a guess: what is too long for one reader goes by the whole list.
    const partUsers = sizesOf(expected).parts[0] * graph_query/* largestPage */.OO;
    const rising = sample.toSorted((a, b) => a - b);
    // Where nothing is known, one border all the same: `ge` some first date would leave out who is older still.
    const { parts: intervals, rest } = keepBack(rising.length > 0 ? rising : [now], datedSizes);
    // A part of those without a date cannot be cut: where it is the longest, it is begun first.
    const parts = undated > partUsers ? ['undated', ...intervals] : [...intervals, 'undated'];
    return { parts, rest, partUsers, sample: rising };
}

;// CONCATENATED MODULE: ./src/graph/parts/cut-part.ts




/** A part this many times larger than planned is cut again: the sample did not stand for the directory. */
const tolerance = 2;
/** Users. Cutting a part takes two rounds of requests; shorter ones are read as quickly. */
const notWorthCutting = 4 * graph_query/* largestPage */.OO;
/** Intervals that a part is cut into; cut twice, a part of twenty years comes down to months. */
const intervalsInPart = 16;
/** @param count users in the part */
function isTooLarge(count, { plan }) {
    return count > Math.max(plan.partUsers * tolerance, notWorthCutting);
}
/**
 * Cuts a part at dates evenly spread over it and around bulk imports, asks Graph how many users there are in each
 * interval, and joins neighbours that are small.
 *
 * @param count users in the part
 * @param dates some creation dates in it, in seconds since the epoch
 * @returns the parts to read in its stead; one or none when it cannot be cut
 */
async function cutPart(part, count, dates, list) {
    if ((0,parts_intervals/* isUndated */.qx)(part))
        return [];
    const narrow = (0,parts_intervals/* intervalsBetween */.NZ)(bordersWithin(part, intervalsInPart, dates, list.options.now), part);
    if (narrow.length === 1)
        return [];
    const counts = await Promise.all(narrow.map((interval) => countPart(interval, list)));
    const sum = counts.reduce((all, users) => all + users, 0);
    checkObeyed(sum, count);
    return (0,parts_intervals/* joinIntervals */.fV)(narrow, counts, list.plan.partUsers);
}

;// CONCATENATED MODULE: ./src/graph/parts/read-by-ids.ts



/**
 * How many values a filter takes that is no advanced query.
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries
 */
const idsInFilter = 15;
/**
 * Reads users, with their managers, whom only an advanced query finds. Such a query cannot expand managers: so it is
 * asked for the ids alone, and then the users are asked for by id, a few at a time.
 *
 * @param query finds the users; its `includeManager` is for those who are asked for by id
 * @param sink.begin see {@link usersPages}
 * @param sink.take takes each page; returns false to stop
 */
async function readByIds(client, query, sink) {
    for await (const ids of usersPages(client, { ...query, properties: ['id'], includeManager: false }, takeIds)) {
        const groups = Array.from({ length: Math.ceil(ids.length / idsInFilter) }, (_, group) => ids.slice(group * idsInFilter, (group + 1) * idsInFilter));
        const wanted = await Promise.all(groups.map(async (group) => {
            const filter = `id in (${group.map((id) => `'${id.replaceAll("'", "''")}'`).join(',')})`;
            const url = (0,graph_query/* usersUrl */.ak)({ ...query, filter, advanced: false });
            const { value } = await client.get(url, () => (0,page_body/* pageBody */.k)(sink.begin()));
            return sink.take(value.users);
        }));
        if (!wanted.every(Boolean))
            return;
    }
}
function takeIds() {
    const ids = [];
    return { user: ({ id }) => ids.push(id), end: () => ids, drop() { } };
}

;// CONCATENATED MODULE: ./src/graph/parts/undated-users.ts





/**
 * Users without a creation date are asked for with `eq null`, which may be refused: the table of filters leaves that
 * cell blank for createdDateTime. Then counts tell whether there is anybody at all, and `not`, which the table does
 * name for this property, finds whoever there is.
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries#user-properties
 *
 * @param work asks with `eq null`
 * @returns what came of it; or, where that is refused, how many users the part `not dated` has
 * @throws PartsRefused when nothing finds them
 */
async function unlessRefused(list, work) {
    if (list.notDated === undefined) {
        try {
            return { done: await work() };
        }
        catch (error) {
            if (!isRefusal(error))
                throw error;
            // Whoever is refused next has it from the first.
            list.notDated ??= countNotDated(list);
        }
    }
    return { notDated: await list.notDated };
}
function isRefusal(error) {
    return error instanceof base_failure/* Failure */.H && error.code === 'graph-refused' && [400, 501].includes(Number(error.facts.status));
}
/** Counts may come from replicas of which one lags behind: once more is cheap, reading one plain list is not. */
const tries = 2;
async function countNotDated(list) {
    const { client, query } = list;
    for (let count = 1;; count += 1) {
        const [all, withDate, notDated] = await Promise.all([
            countUsers(client, query),
            countUsers(client, { ...query, filter: (0,parts_intervals/* joinClauses */.DB)(query.filter, [parts_intervals/* dated */.dR]) }),
            countPart('not dated', list).catch((error) => {
                if (!isRefusal(error))
                    throw error;
                return 0;
            }),
        ]);
        if (notDated >= all - withDate)
            return notDated;
        if (count === tries)
            throw new PartsRefused('there are users without a creation date, and no filter finds them');
    }
}

;// CONCATENATED MODULE: ./src/graph/parts/read-part.ts








/**
 * Reads one part into the sink, or cuts it when it turns out to be too large to be read by one reader alone.
 *
 * @returns the parts to read in its stead; none when it was read
 * @throws PartsRefused; Failure of the client
 */
async function readPart(part, list, sink) {
    if (part !== 'undated')
        return readOrCut(part, list, sink);
    const read = await unlessRefused(list, () => readOrCut(part, list, sink));
    if ('done' in read)
        return read.done;
    return read.notDated === 0 ? [] : ['not dated'];
}
async function readOrCut(part, list, sink) {
    const { client, options, progress } = list;
    if (progress.isStopped)
        return [];
    progress.onBegin(part);
    const query = partQuery(part, list.query);
    const byIds = query.advanced && query.includeManager;
    const read = { filter: query.filter, count: 0, received: 0, pages: 0 };
    const dates = [];
    const begin = (isFirst) => (isFirst ? notingDates(sink.begin(), dates) : sink.begin());
    const pages = usersPages(client, query, begin);
    // Counted while its first page comes: the answer decides whether to go on.
    const counting = countPart(part, list).then((count) => {
        read.count = count;
        progress.onCounted(part, read);
        return count;
    });
    const [first, count] = await Promise.all([byIds ? undefined : pages.next(), counting]);
    progress.addUsers(count);
    checkObeyed(progress.users, options.expected);
    // Each request brings few of them: a list of all users would be read sooner.
    if (byIds && count / idsInFilter > options.expected / graph_query/* largestPage */.OO)
        throw new PartsRefused(undatedReason(count));
    const take = takerOf(read, list, sink);
    if (first && !first.done)
        await take(first.value);
    const instead = isTooLarge(count, list) ? await cutPart(part, count, dates, list) : [];
    if (instead.length > 1) {
        progress.onCut(read);
        return instead;
    }
    progress.onKept(read);
    const readWhole = () => byIds
        ? readByIds(client, query, { begin: sink.begin, take })
        : eachPage(usersPages(client, query, sink.begin), take);
    await (byIds ? readWhole() : eachPage(pages, take));
    await makeUpFor(part, read, list, readWhole);
    return [];
}
/** Page tokens expire, and a part is read from its start again; but not as often as this. */
const mostRepeated = 8;
/** @returns takes a page of a part; false when nothing is wanted any more */
function takerOf(read, { progress }, sink) {
    return async (page) => {
        if (progress.isStopped)
            return false;
        read.pages += 1;
        read.received += page.length;
        if (read.received > mostRepeated * read.count + addedMeanwhile)
            throw new PartsRefused(notObeyed);
        await sink.take(page);
        return true;
    };
}
/** Reads a part once more in which users are missing, and makes sure that none is missing then. */
async function makeUpFor(part, read, list, readAgain) {
    const comesShort = () => read.received < read.count && !list.progress.isStopped;
    if (!comesShort())
        return;
    // One replica lagged behind another. Once more is cheap, and what comes twice falls away.
    read.received = 0;
    await readAgain();
    if (!comesShort())
        return;
    // Who was deleted meanwhile is not missing. Whoever is could hide in the counts of a directory that grows.
    read.count = Math.min(read.count, await countPart(part, list));
    if (read.received < read.count)
        throw new PartsRefused(cameShort);
}
const cameShort = 'a part held fewer users than Graph counts in it, twice';
function undatedReason(count) {
    return `${count} users have no creation date, and a filter for them does not bring their managers`;
}

;// CONCATENATED MODULE: ./src/graph/parts/read-parts.ts








/**
 * Reads a large list in parts, side by side; whoever is idle takes the next. Users come in any order, and those at
 * the borders twice.
 *
 * There for speed alone: the same users come as from one plain list, and a test holds it to that.
 *
 * @returns every part, for the manifest
 * @throws PartsRefused when the list has to be read as one; Failure of the client
 */
async function readParts(client, query, options, sink) {
    const plan = planParts(options);
    const progress = createPartsProgress(plan.parts, options.concurrency);
    const list = { client, query, options, plan, progress };
    const inTurn = (0,semaphore/* createSemaphore */.B)(options.concurrency);
    const running = new Set();
    async function readAll(parts) {
        const reading = parts.map(async (part) => {
            const started = inTurn(() => readPart(part, list, sink));
            running.add(started);
            const instead = await started.finally(() => running.delete(started));
            if (instead.length > 0)
                await readAll(instead);
        });
        await Promise.all(reading);
    }
    async function readRest(rest) {
        await readAll(await cutRest(rest, plan.sample, countLoads(list), options.now, (part) => countPart(part, list)));
    }
    try {
        await Promise.all([readAll(plan.parts), plan.rest && readRest(plan.rest)]);
        return progress.reads;
    }
    catch (error) {
        progress.stop();
        const refused = refusalOf(error);
        if (refused === undefined)
            throw error;
        // Nobody may go on adding users behind the back of whoever reads the list in another way now.
        await Promise.allSettled(running);
        throw refused;
    }
}
/** Asks Graph for the last count, and waits for the others. @returns pages that each reader still has before him */
async function countLoads(list) {
    const [undated] = await Promise.all([
        unlessRefused(list, () => countPart('undated', list)),
        list.progress.allCounted,
    ]);
    return list.progress.loads('done' in undated ? undated.done : undated.notDated);
}

;// CONCATENATED MODULE: ./src/graph/read-users.ts







/** A list of this many pages or fewer is read sooner than parts of it are planned. */
const plainPages = 3;
/** Counts, then reads every page into the sink; it sorts and de-duplicates in whatever order users come. */
async function readUsers(client, asked, sink, progress, { concurrency, now, creationDates }) {
    let pages = 0;
    let received = 0;
    const take = async (page) => {
        const room = sink.add(page);
        pages += 1;
        received += page.length;
        progress.onPage(received);
        await room;
        return true;
    };
    // Of the first page only: it stands for the others.
    const firstDates = [];
    const begin = (isFirst) => (isFirst ? notingDates(sink.begin(), firstDates) : sink.begin());
    // The count is on its way first; waiting for it before asking for a page would cost a round trip.
    const [countBefore, { query, list, first }] = await Promise.all([
        countUsers(client, asked).catch(read_users_unlessRefused),
        beginList(client, asked, begin),
    ]);
    if (countBefore === undefined)
        progress.onCountless();
    else
        progress.onCount(countBefore);
    if (first)
        await take(first);
    const reading = { countBefore, query, pages, parts: [], fallback: null };
    if (countBefore !== undefined && concurrency > 1 && countBefore > plainPages * graph_query/* largestPage */.OO) {
        try {
            const earlier = (await creationDates()).map(secondsOf).filter((date) => date !== undefined);
            const sample = earlier.length > 0 ? earlier : firstDates;
            // Without a single date none was asked for, or nobody has one: nothing is known.
            const share = firstDates.length === 0 ? 0 : 1 - firstDates.length / (first?.length ?? 1);
            const undated = Math.round(countBefore * share);
            const plan = { concurrency, expected: countBefore, undated, sample, now: Math.floor(now() / 1000) };
            reading.parts = await readParts(client, query, plan, { begin: sink.begin, take });
            return { ...reading, pages };
        }
        catch (error) {
            if (!(error instanceof PartsRefused))
                throw error;
            reading.fallback = error.reason;
            progress.onFallback(error.message);
            received = first?.length ?? 0;
        }
    }
    await eachPage(list, take);
    return { ...reading, pages };
}
/** The first page, or none when Graph has nothing to list. */
async function beginList(client, asked, begin, advanced = (0,graph_query/* needsAdvancedQuery */.SO)(asked.filter)) {
    const query = { ...asked, advanced };
    // A large list may be read in parts instead.
    const list = usersPages(client, query, begin, 'second');
    try {
        const { value, done } = await list.next();
        return { query, list, first: done ? undefined : value };
    }
    catch (error) {
        // Which operators need an advanced query differs by property; Graph says so on the first page.
        const unsupported = error instanceof base_failure/* Failure */.H && error.facts.graphCode === 'Request_UnsupportedQuery';
        if (advanced || query.filter === '' || query.includeManager || !unsupported)
            throw error;
        return beginList(client, asked, begin, true);
    }
}
/**
 * Azure AD B2C has no `/users/$count`. Where more is wrong than that, the list is refused as well, and says what.
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries
 */
function read_users_unlessRefused(error) {
    if (!(error instanceof base_failure/* Failure */.H) || error.code !== 'graph-refused')
        throw error;
}

;// CONCATENATED MODULE: ./src/graph/list-users.ts



/** A list that does not agree is read once more, plainly: replicas catch up. A third time would not help. */
const maximumReads = 2;
/**
 * Reads all users that match into `sink`, between two counts; where nobody counts, all ids are read once more behind it.
 *
 * @param query the filter is sent as an advanced query where it turns out to need that
 * @returns the evidence, and what the sink wrote of the reading that counts
 */
async function listUsers(client, query, sink, progress, options) {
    let pages = 0;
    let fallback = null;
    for (let reads = 1;; reads += 1) {
        const concurrency = reads === 1 ? options.concurrency : 1;
        const begun = options.now();
        const read = await readUsers(client, query, sink, progress, { ...options, concurrency });
        const held = read.countBefore === undefined
            ? await holdAgainstItself(client, read.query, sink, progress, begun)
            : await holdAgainstCounts(client, read.query, sink, read.countBefore);
        const { reconciliation, written, url } = held;
        pages += read.pages + held.pages;
        fallback ??= read.fallback;
        if (reconciliation.reconciled || reads === maximumReads) {
            const queries = [(0,graph_query/* usersUrl */.ak)(read.query), url].map((address) => `GET ${address}`);
            return { ...reconciliation, pages, reads, queries, parts: read.parts, fallback, written };
        }
        progress.onReread(reconciliation);
        await sink.clear();
    }
}

;// CONCATENATED MODULE: ./src/list/users-output.ts


/**
 * What the contract allows the `users` output, in bytes of UTF-8: GitHub takes 1 MB for all outputs of a job.
 */
const maximumBytes = 900 * 1024;
function createUsersOutput() {
    let kept = [];
    // The opening bracket; each user comes with a comma in place of its line feed, the last one with the bracket.
    let bytes = 1;
    return {
        add({ block, starts }) {
            for (const start of starts) {
                const [begin, end] = [(0,user_record/* lineStart */.PT)(block, start), (0,user_record/* rowStart */.T9)(block, start)];
                bytes += end - begin;
                if (bytes <= maximumBytes)
                    kept.push(block.toString('utf8', begin, end - 1));
            }
        },
        clear() {
            kept = [];
            bytes = 1;
        },
        text() {
            if (bytes > maximumBytes)
                throw new base_failure/* Failure */.H('users-output-too-large', { kib: Math.ceil(bytes / 1024) });
            return `[${kept.join(',')}]`;
        },
    };
}

;// CONCATENATED MODULE: ./src/list/write-list.ts




/**
 * Writes the list in every wanted format, in one pass.
 *
 * @param portions sorted by id, each user once
 * @param types whether there is a user of another type than the usual
 */
async function writeUserFiles(directory, portions, wanted, properties, types) {
    const tally = (0,users_tally/* emptyTally */.CK)();
    const creationDates = createCreationDates();
    const writers = [];
    for (const format of wanted.map((name) => list_formats/* listFormats */.d[name])) {
        const file = await directory.create(format.name);
        file.append(Buffer.from(format.head(properties, types)));
        writers.push({ format, file });
    }
    for (const records of portions) {
        const { block } = records;
        for (const start of records.starts) {
            for (const { format, file } of writers)
                format.user(file, records, start, { first: tally.users === 0, types });
            (0,users_tally/* countUser */.pb)(tally, (0,user_record/* recordKind */.wg)(block, start));
            creationDates.user(() => creationDateIn(block, (0,user_record/* lineStart */.PT)(block, start), (0,user_record/* rowStart */.T9)(block, start)));
        }
        for (const { file } of writers)
            await file.ready();
    }
    for (const { format, file } of writers) {
        file.append(Buffer.from(format.foot));
        await file.close();
    }
    return { files: writers.map(({ file }) => file), tally, creationDates };
}

;// CONCATENATED MODULE: ./src/list/list-builder.ts







function createListBuilder(options) {
    const { folder, formats, properties, output, mask, watcher, signal } = options;
    const watch = createValueWatch(properties, options.named);
    const csv = formats.some((name) => list_formats/* listFormats */.d[name].hasRows);
    const pages = createPagePackers(properties, csv && mask === undefined, watch);
    const store = createUserStore(folder.scratch);
    const usersOutput = createUsersOutput();
    let files = [];
    let time = 0;
    function* published(portions) {
        for (const records of portions) {
            signal.throwIfAborted();
            if (output)
                usersOutput.add(records);
            yield records;
        }
    }
    return {
        begin: pages.begin,
        add(page) {
            signal.throwIfAborted();
            store.add(page);
            if (watcher === undefined)
                return pages.recycle(page.records.block);
            return watcher.add(page.records, pages.recycle);
        },
        async finish(...given) {
            watcher?.end();
            const added = given.filter((one) => one !== undefined);
            const all = [...properties, ...added.map(({ property }) => property)];
            const portions = () => added.reduce((users, property) => property.addTo(users), store.portions());
            time += 1;
            const masked = mask &&
                (await maskList(portions, {
                    ...{ mask, folder: folder.scratch, properties: all, csv, signal },
                    // Each time has a file of its own.
                    name: `true-users-${time}`,
                }));
            const shown = masked ?? { portions, properties: all, hasTypes: pages.hasTypes };
            const lines = published(shown.portions());
            const written = await writeUserFiles(folder, lines, formats, shown.properties, shown.hasTypes);
            files = written.files;
            masked?.clear();
            // While Graph counts, and not at the end, when somebody waits.
            store.clear();
            return {
                ...written,
                users: written.tally.users,
                properties: shown.properties,
                lines: folder.partial(list_formats/* listFormats */.d.jsonl.name),
                truth: { lines: masked?.lines ?? folder.partial(list_formats/* listFormats */.d.jsonl.name), properties: all },
                missingValues: written.tally.users === 0 ? { neverSent: [], alwaysNull: [] } : watch.missing(),
                usersOutput: usersOutput.text,
            };
        },
        async clear() {
            await Promise.all(files.map((file) => file.discard()));
            files = [];
            watcher?.clear();
            usersOutput.clear();
            watch.reset();
            store.clear();
        },
    };
}

;// CONCATENATED MODULE: ./src/list/second-reading.ts




/** Milliseconds by which the clock of this machine may be ahead of Graph's. */
const clockDifference = 60_000;
/**
 * @param folder where the sort has its files
 * @param properties `id` and `createdDateTime`
 */
function createSecondReading(folder, properties) {
    const pages = createPagePackers(properties, false);
    const store = createUserStore(folder);
    return {
        begin: pages.begin,
        add(page) {
            store.add(page);
            pages.recycle(page.records.block);
        },
        async compare(list, begun) {
            const listed = openUserLines(list.lines);
            const found = { users: 0, notListed: 0, onlyListed: 0 };
            try {
                let ids = (await listed.next()).map(({ id }) => id);
                /** Passes those of the list who come before `id`. @returns whether it is there */
                const isListed = async (id) => {
                    for (;;) {
                        if (ids.length === 0)
                            ids = (await listed.next()).map((line) => line.id);
                        const [first] = ids;
                        if (first === undefined || (id !== undefined && first > id))
                            return false;
                        ids.shift();
                        if (first === id)
                            return true;
                        found.onlyListed += 1;
                    }
                };
                for (const records of store.portions()) {
                    for (const { id, createdDateTime } of (0,user_record/* usersIn */._k)(records)) {
                        found.users += 1;
                        const isNew = Date.parse(String(createdDateTime)) >= begun - clockDifference;
                        if (!(await isListed(id)) && !isNew)
                            found.notListed += 1;
                    }
                }
                await isListed(undefined);
            }
            finally {
                await listed.close();
                store.clear();
            }
            return found;
        },
    };
}

;// CONCATENATED MODULE: ./src/audit/bundle-digest.ts



/**
 * The bundle and the parts that it loads when they are needed: `cat *.js | sha256sum`, in the order of bytes.
 *
 * @param bundlePath the program that runs
 */
async function digestOfBundle(bundlePath) {
    const folder = (0,external_node_path_.dirname)(bundlePath);
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const names = (await (0,promises_.readdir)(folder)).filter((name) => name.endsWith('.js')).sort();
    for (const name of names)
        hash.update(await (0,promises_.readFile)((0,external_node_path_.join)(folder, name)));
    return hash.digest('hex');
}

;// CONCATENATED MODULE: ./src/graph/sign-in-pages.ts



/**
 * With sign-in activity Graph gives pages of 500 users at the most, sometimes fewer.
 * Source: https://learn.microsoft.com/graph/api/user-list#optional-query-parameters
 */
const pageSize = 500;
const sign_in_pages_minute = 60_000;
/** Milliseconds before the deadline that are left for the files, but no more than half of what there is. */
const sign_in_pages_longestReserve = sign_in_pages_minute;
/** Pages after which the pace so far says how long the others take: the first ones come before any limit is met. */
const tellingPages = 10;
/**
 * Reads when users signed in last: a pass of its own, since it has a limit, needs a permission and a licence of its own,
 * and combines with no filter. Whatever refuses it is told as the reason why it was skipped; the list does not depend
 * on it.
 *
 * @param begin makes the taker of one page
 * @param take takes each page
 * @throws Failure `cancelled`, `disk-full`, `disk-refused`
 */
async function readSignIns(client, options, begin, take) {
    const { graphUrl, expected, pace } = options;
    const begun = pace.now();
    const reserve = Math.min(sign_in_pages_longestReserve, (pace.deadline - begun) / 2);
    const deadline = pace.deadline - reserve;
    const inTurn = createPacer({ ...pace, deadline });
    const paced = {
        spent: client.spent,
        get: (url, read, options) => client.get(url, read, { ...options, inTurn, deadline }),
    };
    const query = { graphUrl, properties: ['id', 'signInActivity'], filter: '', includeManager: false, advanced: false };
    let pages = 0;
    let users = 0;
    let planned = 0;
    /** Milliseconds until all pages are there, at the pace so far. */
    const timeLeft = () => ((pace.now() - begun) / Math.max(1, pages)) * Math.max(0, planned - pages);
    const outOfTime = () => {
        const minutes = Math.ceil((timeLeft() + reserve) / sign_in_pages_minute) + 1;
        const reason = `at the pace at which Graph answers it takes longer than time-limit leaves; give it ${minutes} minutes more`;
        return { status: 'skipped', reason };
    };
    try {
        for await (const page of usersPages(paced, { ...query, pageSize }, begin, 'never')) {
            take(page);
            pages += 1;
            users += page.length;
            if (planned === 0 && page.length > 0 && expected > 0) {
                // How large pages really are, only Graph knows.
                planned = pages + Math.max(0, Math.ceil(expected / page.length) - 1);
                options.onPlan(planned);
            }
            if (pages >= tellingPages && pace.now() + timeLeft() > deadline)
                return outOfTime();
            options.onPage(users);
        }
        return { status: 'read', pages, users };
    }
    catch (error) {
        if (error instanceof OutOfTime)
            return outOfTime();
        if (!(error instanceof base_failure/* Failure */.H) || sign_in_pages_endsTheAudit.has(error.code))
            throw error;
        if (error.code === 'time-limit' && users > 0)
            return outOfTime();
        return { status: 'skipped', reason: sign_in_pages_reasonOf(error, options.roles()) };
    }
}
/** Failures that the list meets as well. */
const sign_in_pages_endsTheAudit = new Set(['cancelled', 'disk-full', 'disk-refused']);
class OutOfTime extends Error {
}
/** Rounds without a refusal, after which one request more is tried: limits are not the same at all times. */
const roundsToGrow = 5;
/**
 * Keeps to a limit that nobody knows: documents have named several for sign-ins. Requests go out one behind the other
 * until one is refused. As many as were answered until then, in the time until it was answered after all, is the pace
 * from then on.
 *
 * @returns waits until one more request is allowed; throws OutOfTime when it would come too late
 */
function createPacer({ now, sleep, deadline }) {
    let allowed = Number.POSITIVE_INFINITY;
    let span = 0;
    let rounds = 0;
    let sent = 0;
    let roundBegan = now();
    /** When the round began that was refused last. */
    let refusedBegan = roundBegan;
    const beginRound = () => {
        sent = 0;
        roundBegan = now();
    };
    return async (attempt) => {
        if (attempt > 1) {
            if (attempt === 2) {
                // The refused one is not among those that were answered.
                allowed = Math.max(1, Math.min(allowed, sent) - 1);
                refusedBegan = roundBegan;
            }
            span = Math.max(span, now() - refusedBegan);
            rounds = 0;
            beginRound();
        }
        else if (sent >= allowed) {
            const wait = roundBegan + span - now();
            if (wait > 0) {
                if (now() + wait > deadline)
                    throw new OutOfTime();
                await sleep(wait);
            }
            rounds += 1;
            if (rounds % roundsToGrow === 0)
                allowed += 1;
            beginRound();
        }
        sent += 1;
    };
}
/** In our own words: the manifest holds none of Graph's. */
function sign_in_pages_reasonOf({ code, facts }, roles) {
    if (code !== 'graph-refused')
        return code === 'graph-malformed' ? `Graph's answer could not be read (${code})` : `it failed (${code})`;
    const answer = `HTTP ${facts.status} ${facts.graphCode}`;
    if (facts.status !== 403)
        return `Graph answered ${answer}`;
    const licence = 'an Entra ID P1 licence in the tenant';
    if ((0,graph_refusal/* isAboutLicence */.hI)(facts.graphCode) || roles.includes(graph_refusal/* signInPermission */.cB)) {
        const granted = roles.includes(graph_refusal/* signInPermission */.cB) ? 'is granted' : 'is not in the token either';
        return `it needs ${licence}, which Azure AD B2C never has; the permission ${graph_refusal/* signInPermission */.cB} ${granted} (${answer})`;
    }
    return `it needs the application permission ${graph_refusal/* signInPermission */.cB} with consent, and ${licence} (${answer})`;
}

;// CONCATENATED MODULE: ./src/list/store/added-property.ts




const added_property_limit = 2 * 1024 * 1024;
const added_property_blockBytes = 64 * 1024;
/**
 * @param folder see {@link createUserStore}
 * @param keptOf what is kept of a user's property
 */
function createAddedProperty(folder, property, keptOf) {
    const store = createUserStore(folder, added_property_limit);
    const lineOf = (0,users_user/* createLineWriter */.cL)([property]);
    const rowOf = (0,formats_csv/* createRowWriter */.Qx)([property]);
    const endsOf = (user) => ({ line: `,${lineOf(user).slice(1)}\n`, row: `,${rowOf(user)}` });
    const none = endsOf({ id: '' });
    let missing = 0;
    return {
        property,
        begin() {
            const records = (0,user_record/* recordsIn */.Q0)(Buffer.allocUnsafeSlow(added_property_blockBytes));
            const ids = [];
            return {
                user(user) {
                    const { id } = user;
                    const ends = endsOf({ id, [property]: keptOf(user) });
                    ids.push(id);
                    (0,user_record/* packUser */.lT)(records, { id, kind: 0, ...ends });
                },
                end: () => ({ length: ids.length, ids, records }),
                drop() { },
            };
        },
        add: store.add,
        get missing() {
            return missing;
        },
        *addTo(users) {
            missing = 0;
            const added = eachUser(store.portions());
            let next = added.next();
            const joined = (0,user_record/* recordsIn */.Q0)(Buffer.allocUnsafeSlow(added_property_blockBytes));
            for (const portion of users) {
                (0,user_record/* clearRecords */.e)(joined);
                for (const user of eachUser([portion])) {
                    while (!next.done && next.value.id < user.id)
                        next = added.next();
                    const own = !next.done && next.value.id === user.id ? next.value : undefined;
                    if (own === undefined)
                        missing += 1;
                    (0,user_record/* packUser */.lT)(joined, withEnds(user, own ?? none));
                }
                yield joined;
            }
        },
    };
}
/**
 * A user whose line and row go on with one more property. They are cut and continued as texts: what stands before is
 * written already and stays as it is, and writing it anew would mean to parse every line of the directory once more.
 */
function withEnds({ id, kind, line, row }, ends) {
    return {
        id,
        kind,
        line: line.slice(0, -'}\n'.length) + ends.line,
        row: row === '' ? '' : row.slice(0, -formats_csv/* rowEnd */.mA.length) + ends.row,
    };
}
function* eachUser(portions) {
    for (const { block, starts, end } of portions) {
        for (const start of starts) {
            const [line, row] = [(0,user_record/* lineStart */.PT)(block, start), (0,user_record/* rowStart */.T9)(block, start)];
            yield {
                id: (0,user_record/* recordId */.Re)(block, start),
                kind: (0,user_record/* recordKind */.wg)(block, start),
                line: block.toString('utf8', line, row),
                row: block.toString('utf8', row, (0,user_record/* recordEnd */.$f)(block, start, end)),
            };
        }
    }
}

;// CONCATENATED MODULE: ./src/list/store/sign-in-store.ts


/** When users signed in last. @param folder see {@link createAddedProperty} */
function createSignInStore(folder) {
    return createAddedProperty(folder, users_user/* signInProperty */._t, (user) => datesOf(user[users_user/* signInProperty */._t]));
}
/** @returns the three dates; the ids of requests beside them would only make each day differ from the one before */
function datesOf(activity) {
    if (activity === null || activity === undefined)
        return null;
    const sent = activity;
    return Object.fromEntries(users_user/* signInDates */.Qd.map((name) => [name, sent[name] ?? null]));
}

// EXTERNAL MODULE: ./src/audit/progress.ts
var progress = __webpack_require__(4400);
;// CONCATENATED MODULE: ./src/audit/second-pass.ts






/** @param wanted the input `sign-in-activity` */
function createSecondPass(wanted, { client, graphUrl, roles }, folder, { pace, log, learn, signal }) {
    const store = createSignInStore(folder.scratch);
    let outcome = null;
    let reading;
    async function read() {
        learn({ doing: 'reading sign-in activity' });
        const sayNowAndThen = (0,progress/* createNowAndThen */.T)(pace.now, log.info);
        // Without a count the pass is only told less of.
        const expected = await countUsers(client, { graphUrl, filter: '' }).catch(unlessCancelled);
        const options = {
            graphUrl,
            expected,
            pace,
            roles,
            onPlan: (pages) => log.info(`Reading sign-in activity: ${(0,base_numbers/* plural */.LS)(pages, 'page')}.`),
            onPage: (users) => sayNowAndThen(() => `Sign-in activity of ${expected > 0 ? `${(0,base_numbers/* count */.U9)(users)} of ` : ''}${(0,base_numbers/* plural */.LS)(expected || users, 'user')}.`),
        };
        outcome = await readSignIns(client, options, store.begin, store.add);
        learn({ doing: 'reading the list' });
        if (outcome.status === 'read')
            return store;
        // When the audit as a whole is over, it is not skipped.
        signal.throwIfAborted();
        log.warning(`Sign-in activity was skipped: ${outcome.reason}. The list of users is not affected.`);
        return undefined;
    }
    return {
        read() {
            reading ??= wanted ? read() : Promise.resolve(undefined);
            return reading;
        },
        outcome() {
            if (outcome?.status !== 'read')
                return outcome;
            const { missing } = store;
            if (missing > 0) {
                log.warning(`Graph left ${(0,base_numbers/* plural */.LS)(missing, 'user')} of the list out when it told who signed in: in the list they have null, as if they never had. They may have been deleted meanwhile; if not, run the audit again.`);
            }
            return { ...outcome, missing };
        },
    };
}
function unlessCancelled(error) {
    if (error instanceof base_failure/* Failure */.H && error.code !== 'cancelled')
        return 0;
    throw error;
}

;// CONCATENATED MODULE: ./src/audit/sponsors-pass.ts





/** @param wanted the input `include-sponsors` */
function createSponsorsPass(wanted, { client, graphUrl, roles }, folder, { pace, log, signal }) {
    let outcome = null;
    let reading;
    let isAnnounced = false;
    async function read() {
        let guests = 0;
        let told = 0;
        const sponsors = createAddedProperty(folder.scratch, users_sponsors/* sponsorsProperty */.f, (user) => {
            const own = (0,users_sponsors/* sponsorsOf */.$)(user);
            if (own !== null)
                told += 1;
            return own;
        });
        const sink = {
            begin: sponsors.begin,
            add(page) {
                guests += page.length;
                sponsors.add(page);
            },
        };
        // In default mode: advanced queries do not go together with $expand.
        const query = {
            ...{ graphUrl, properties: ['id'], filter: "userType eq 'Guest'" },
            ...{ includeManager: false, includeSponsors: true, advanced: false },
        };
        const came = await readSideList(client, query, { pace, permission: graph_refusal/* permissionToList */.dN, roles }, sink);
        if (came.status === 'read' && (guests === 0 || told > 0)) {
            outcome = { ...came, guests };
            return sponsors;
        }
        const reason = came.status === 'read' ? 'Graph sent no sponsors with any guest' : came.reason;
        outcome = { query: came.query, status: 'skipped', reason };
        return undefined;
    }
    /** Once, and not before somebody waits for it: the list may have failed by then. */
    function announce() {
        if (outcome === null || isAnnounced)
            return;
        isAnnounced = true;
        // When the audit as a whole is over, it is not skipped.
        signal.throwIfAborted();
        if (outcome.status === 'read')
            log.info(`Read who answers for ${(0,base_numbers/* plural */.LS)(outcome.guests, 'guest')}.`);
        else
            log.warning(`Sponsors of guests were skipped: ${outcome.reason}. The list of users is not affected.`);
    }
    function begun() {
        reading ??= wanted ? read() : Promise.resolve(undefined);
        return reading;
    }
    return {
        begin() {
            // What goes wrong is told when its turn comes.
            begun().catch(() => { });
        },
        async read() {
            const sponsors = await begun();
            announce();
            return sponsors;
        },
        outcome: () => outcome,
    };
}

;// CONCATENATED MODULE: ./src/audit/read-list.ts










/**
 * Reads all users between two counts into files that have their temporary names, and the second pass behind them.
 *
 * @throws Failure of the client, of the disk, or `cancelled`
 */
async function readList(options, host) {
    const { inputs, session, folder } = options;
    const passes = {
        signIns: createSecondPass(inputs.signInActivity, session, folder, host),
        sponsors: createSponsorsPass(inputs.includeSponsors, session, folder, host),
        deletedUsers: createDeletedUsers(inputs.deletedUsers, session, folder, host),
    };
    let { properties, named } = inputs;
    /** Spellings that Graph has told. */
    const met = new Set();
    let bundleSha256;
    for (;;) {
        const reading = readProperties({ properties, named }, passes, options, host);
        // Behind the first requests of the list, and beside all others.
        passes.deletedUsers.begin();
        passes.sponsors.begin();
        // While the first answer is on its way there is nothing else to do.
        bundleSha256 ??= digestOfBundle(host.bundlePath);
        bundleSha256.catch(() => { });
        try {
            return { ...(await reading), ...passes, bundleSha256 };
        }
        catch (error) {
            if (!(error instanceof OtherSpelling))
                throw error;
            for (const [given, graphs] of error.names) {
                host.log.info(`Graph spells "${given}" as "${graphs.join('" and "')}": reading with that.`);
            }
            properties = (0,users_user/* orderProperties */.UI)(respell(properties, error, met));
            named = respell(named, error, met);
            for (const graphs of error.names.values())
                for (const name of graphs)
                    met.add(name);
        }
    }
}
/** @throws OtherSpelling when the list has to be begun again with other names */
async function readProperties({ properties, named }, { signIns, sponsors, deletedUsers }, { inputs, session: { client, graphUrl }, folder, baseline, disclosure, progress, beginReview }, host) {
    const { formats, filter, includeManager, concurrency } = inputs;
    const selected = properties.filter((name) => !includeManager || name !== users_user/* managerProperty */.h4);
    const review = beginReview?.(properties);
    const builder = createListBuilder({
        folder,
        // The comparison reads it, whether it is published or not.
        formats: listFormats(formats),
        properties,
        named,
        output: inputs.publish.output,
        mask: disclosure,
        watcher: review,
        signal: host.signal,
    });
    try {
        const { written, ...list } = await listUsers(client, { graphUrl, properties: selected, filter, includeManager }, 
        // The second pass begins when the list has been read, and while Graph counts once more.
        {
            ...builder,
            async finish() {
                // Everybody is seen before anybody is shown.
                if (disclosure)
                    await deletedUsers.seenBy(disclosure);
                return builder.finish(await sponsors.read(), await signIns.read());
            },
            secondReading() {
                const reading = createSecondReading(folder.scratch, secondReadingProperties);
                return { ...reading, compare: ({ truth }, begun) => reading.compare(truth, begun) };
            },
        }, {
            ...progress,
            onPage(received) {
                progress.onPage(received);
                host.learn({ progress: progress.soFar() });
            },
        }, {
            concurrency,
            now: host.pace.now,
            // When GitHub is slow, the first page says where to cut.
            creationDates: async () => creationDatesOf(await Promise.race([baseline, host.pace.sleep(read_list_patience).then(() => undefined)])),
        });
        return { list, written, review };
    }
    catch (error) {
        if (error instanceof OtherSpelling)
            await builder.clear();
        throw error;
    }
}
function listFormats(formats) {
    return [...new Set([...formats.filter((format) => format !== 'html'), 'jsonl'])];
}
/** Milliseconds that the list waits for the earlier one. */
const read_list_patience = 5_000;
function creationDatesOf(baseline) {
    return (baseline && 'manifest' in baseline && baseline.manifest?.creationDates) || [];
}

;// CONCATENATED MODULE: ./src/findings/acceptances.ts

/** @param today the day in UTC */
function createAcceptances(entries, today) {
    const byKey = new Map();
    for (const entry of entries) {
        if (entry.user === undefined)
            continue;
        const key = acceptances_keyOf(entry.rule, entry.user);
        byKey.set(key, longer(byKey.get(key), entry));
    }
    const matched = new Set();
    const outrun = new Set();
    return {
        of({ rule, user, subject }, classes = []) {
            const names = user ? [user.id, user.userPrincipalName ?? ''] : [subject];
            const named = names
                .flatMap((name) => byKey.get(acceptances_keyOf(rule, name)) ?? [])
                .reduce(longer, undefined);
            const entry = classes.map((place) => entries[place]).reduce(longer, named);
            if (entry === undefined)
                return undefined;
            const holds = entry.until >= today;
            // A class has matched whoever belongs to it, accepted by name or not.
            for (const place of classes)
                matched.add(entries[place]);
            matched.add(entry);
            if (!holds)
                outrun.add(entry);
            return { entry, holds };
        },
        unmatched: () => entries.filter((entry) => !matched.has(entry)),
        expired: () => entries.filter((entry) => outrun.has(entry)),
    };
}
/** Asked while users come by: a finding alone knows little of its user. */
function createClasses(entries) {
    const byRule = new Map();
    for (const [place, { rule, where }] of entries.entries()) {
        if (where !== undefined)
            byRule.set(rule, [...(byRule.get(rule) ?? []), { place, where }]);
    }
    return (rule, user) => {
        const classes = byRule.get(rule) ?? [];
        return classes.filter(({ where }) => belongsTo(user, where)).map(({ place }) => place);
    };
}
function belongsTo(user, where) {
    return Object.entries(where).every(([property, values]) => isOneOf(user[property], values));
}
/** Of a property with several values one is enough as well. */
function isOneOf(value, wanted) {
    if (Array.isArray(value))
        return value.length === 0 ? wanted.includes(null) : value.some((one) => isOneOf(one, wanted));
    if (value === null || value === undefined || value === '')
        return wanted.includes(null);
    // YAML as people write it has False and TRUE as well.
    if (typeof value === 'boolean')
        return wanted.some((text) => text?.toLowerCase() === String(value));
    if ((0,lossless_json/* isRawNumber */.K)(value))
        return wanted.includes(JSON.stringify(value));
    return typeof value === 'object' ? false : wanted.includes(String(value));
}
/** Of two that accept the same, the one that holds longer counts; the other is needed no more. */
function longer(one, other) {
    return one === undefined || other.until > one.until ? other : one;
}
function acceptances_keyOf(rule, user) {
    return `${rule}\n${user.toLowerCase()}`;
}

// EXTERNAL MODULE: ./src/findings/roster.ts + 1 modules
var findings_roster = __webpack_require__(3466);
;// CONCATENATED MODULE: ./src/findings/finding.ts

/** @param subject the user's id, or what else the finding is about */
function findingId(rule, subject) {
    return (0,external_node_crypto_.hash)('sha256', `${rule}\n${subject}`).slice(0, 16);
}

;// CONCATENATED MODULE: ./src/findings/shown-finding.ts


/** Evidence that names other users. */
const shown_finding_others = 'others';
const userIds = 'firstUserIds';
/**
 * Whom a finding is about, as it may be seen; where something is hidden, with who that is in truth beside it.
 *
 * @param classes acceptances of a class that the user belongs to
 */
function subjectOf(user, disclosure, classes) {
    const name = nameOf(user);
    const member = classes.length > 0 ? { classes } : {};
    if (disclosure === undefined)
        return { user: name, subject: user.id, ...member };
    const shown = nameOf(disclosure.user(user));
    return { user: shown, subject: shown.id, truth: { user: name, subject: user.id }, ...member };
}
/** What concerns the directory as a whole: its name may be a date that is hidden. */
function wholeSubjectOf(rule, subject, disclosure) {
    if (disclosure === undefined)
        return { user: null, subject };
    const shown = rule.needs.some(disclosure.isHidden) ? findingId(rule.id, subject) : subject;
    return { user: null, subject: shown, truth: { user: null, subject } };
}
/**
 * What a rule found, as it may be seen. A rule judges by the true values; once it rests on one that is hidden, its own
 * words and numbers stay out, since they may tell it: what is left is the rule's title, and the properties that may be
 * seen.
 *
 * @param known users by their true ids, as they may be seen
 */
function shownFound(rule, found, disclosure, known = new Map()) {
    if (disclosure === undefined)
        return found;
    const { why, evidence, ...rest } = found;
    const looksAt = [...rule.needs, ...(rule.shows ?? [])];
    const restsOnHidden = looksAt.some(disclosure.isHidden);
    const shown = Object.entries(evidence).flatMap(([name, value]) => {
        if (name === shown_finding_others && Array.isArray(value))
            return [[name, value.map((other) => shownOther(other, known))]];
        if (name === userIds && Array.isArray(value)) {
            return restsOnHidden ? [] : [[name, value.map((id) => disclosure.value('id', id))]];
        }
        if (!looksAt.includes(name))
            return restsOnHidden ? [] : [[name, value]];
        const seen = disclosure.value(name, value);
        return seen === undefined ? [] : [[name, seen]];
    });
    return { ...rest, why: restsOnHidden ? `${rule.title}.` : disclosure.text(why), evidence: Object.fromEntries(shown) };
}
/** Those members of another user that the rule would show. */
function shownOther(other, known) {
    const shown = known.get(other.id);
    return Object.fromEntries(Object.keys(other).map((name) => [name, shown?.[name] ?? null]));
}

;// CONCATENATED MODULE: ./src/findings/rule-judge.ts


/** @param path of a file for what is found, in a folder that goes away by itself */
function judgeOf(rule, context, path) {
    switch (rule.kind) {
        case 'user':
            return userJudge(rule, context, path);
        case 'share':
            return shareJudge(rule, context, path);
        case 'whole':
            return wholeJudge(rule, context);
        case 'group': {
            const file = createJsonLinesSpool(path);
            return { add: file.add, flush: file.flush, found: file.portions };
        }
    }
}
function userJudge(rule, context, path) {
    const file = createJsonLinesSpool(path);
    return {
        look(user) {
            const found = rule.judge(user, context);
            if (found === undefined)
                return undefined;
            const { disclosure, classesOf } = context;
            const subject = subjectOf(user, disclosure, classesOf(rule.id, user));
            return JSON.stringify({ ...subject, ...shownFound(rule, found, disclosure) });
        },
        take: file.addText,
        add: file.add,
        flush: file.flush,
        found: file.portions,
    };
}
/** Whoever lacks something is noted down until it is known how many have it. */
function shareJudge(rule, { limit, classesOf, disclosure }, path) {
    const lacking = createJsonLinesSpool(path);
    let having = 0;
    return {
        onUser(user) {
            if (!rule.concerns(user))
                return;
            if (rule.has(user))
                having += 1;
            else
                lacking.add(subjectOf(user, disclosure, classesOf(rule.id, user)));
        },
        add() { },
        flush: lacking.flush,
        async *found() {
            const share = (100 * having) / (having + lacking.count);
            if (!(share >= limit))
                return lacking.close();
            const found = shownFound(rule, rule.found(share), disclosure);
            for await (const portion of lacking.portions()) {
                yield portion.map((subject) => ({ ...subject, ...found }));
            }
        },
    };
}
function wholeJudge(rule, context) {
    const watch = rule.start(context);
    return {
        onUser: watch.see,
        add() { },
        async flush() { },
        async *found() {
            const { disclosure } = context;
            yield watch.end().map(({ subject, ...found }) => ({
                ...wholeSubjectOf(rule, subject, disclosure),
                ...shownFound(rule, found, disclosure),
            }));
        },
    };
}

;// CONCATENATED MODULE: ./src/findings/groups.ts
/** That many of a larger group are looked at as a whole. */
const membersAtOnce = 100;
/** The key under which what one rule wants to see together lies in the sort. */
function groupKey(rule, key) {
    return `${rule} ${key}`;
}
/** Takes sorted pairs of {@link groupKey} and member apart into groups; whoever is alone falls away. */
async function* groupsIn(pairs) {
    const source = eachPair(pairs.sorted());
    let ahead = await source.next();
    while (!ahead.done) {
        const { key } = ahead.value;
        const members = [];
        while (!ahead.done && ahead.value.key === key && members.length < membersAtOnce) {
            members.push(ahead.value.value);
            ahead = await source.next();
        }
        const whole = ahead.done || ahead.value.key !== key;
        if (members.length < 2)
            continue;
        const all = async function* () {
            yield members;
            while (!ahead.done && ahead.value.key === key) {
                const { value } = ahead.value;
                ahead = await source.next();
                yield [value];
            }
        };
        yield { rule: Number(key.slice(0, key.indexOf(' '))), members, whole, all };
    }
}
async function* eachPair(portions) {
    for await (const portion of portions)
        yield* portion;
}

// EXTERNAL MODULE: ./src/findings/key-hashes.ts
var key_hashes = __webpack_require__(8298);
;// CONCATENATED MODULE: ./src/findings/key-filter.ts

/** 4 MiB each: of five million keys, as a million users have, one in fifteen is taken for another. */
const defaultBits = 2 ** 25;
/**
 * A Bloom filter of keys that came, and another one of those that came again. Where a key lies in them depends on two
 * hashes with seeds of their own for each run: nobody can make keys that fill a place on purpose.
 *
 * @param bits of each filter, a power of two
 */
function createKeyFilter(bits = defaultBits, seeds = (0,key_hashes/* randomSeeds */.A)()) {
    const once = new Uint32Array(bits / 32);
    const again = new Uint32Array(bits / 32);
    const last = bits - 1;
    function isIn(filter, place) {
        return ((filter[place >>> 5] >>> (place & 31)) & 1) === 1;
    }
    function put(filter, place) {
        filter[place >>> 5] = filter[place >>> 5] | (1 << (place & 31));
    }
    return {
        add(key) {
            const [one, other] = (0,key_hashes/* hashesOf */.m)(key, seeds);
            const filter = isIn(once, one & last) && isIn(once, other & last) ? again : once;
            put(filter, one & last);
            put(filter, other & last);
        },
        mayBeShared(key) {
            const [one, other] = (0,key_hashes/* hashesOf */.m)(key, seeds);
            return isIn(again, one & last) && isIn(again, other & last);
        },
    };
}

;// CONCATENATED MODULE: ./src/findings/shared-values.ts






/**
 * While users come, no more is kept of their keys than two bits of a filter. Who has a key that came once shares nothing,
 * and is passed over. What the others have is gathered, sorted, and compared as it is.
 */
function createSharedValues({ folder, rules, classesOf, disclosure }) {
    let filter = createKeyFilter();
    const shared = createPairSort(folder, 'shared');
    return {
        look(user) {
            const keys = [];
            for (const [index, rule] of rules.entries()) {
                for (const key of rule.keys(user)) {
                    filter?.add(groupKey(index, key));
                    keys.push([index, key, rule.note(user), classesOf(rule.id, user)]);
                }
            }
            return keys;
        },
        onUser(user, keys) {
            for (const [index, key, note, classes] of keys) {
                const group = groupKey(index, key);
                if (filter?.mayBeShared(group) === false)
                    continue;
                // Most members of a group are no more than their names.
                const isMore = disclosure !== undefined || classes.length > 0;
                const seen = isMore ? { seen: subjectOf(user, disclosure, classes) } : {};
                shared.add(group, { ...nameOf(user), key, note, ...seen });
            }
        },
        flush: shared.flush,
        async *findings() {
            // All have been asked for: the findings need the memory.
            filter = undefined;
            if (rules.length === 0)
                return;
            const found = createPairSort(folder, 'group-findings');
            for await (const group of groupsIn(shared))
                await judgeGroup(group, rules[group.rule], found, disclosure);
            yield* oneForEach(found, rules);
        },
    };
}
async function judgeGroup(group, rule, found, disclosure) {
    const judge = rule.judge(group.members, group.whole);
    const known = new Map(group.members.flatMap(({ id, seen }) => (seen?.user ? [[id, seen.user]] : [])));
    for await (const portion of group.all()) {
        for (const member of portion) {
            const finding = judge(member);
            if (finding === undefined)
                continue;
            const { id, userPrincipalName, displayName } = member;
            const subject = member.seen ?? { user: { id, userPrincipalName, displayName }, subject: id };
            found.add(`${rule.id} ${subject.subject}`, { ...subject, ...shownFound(rule, finding, disclosure, known) });
        }
        await found.flush();
    }
}
/** A user who shares two addresses has one finding that tells of both. */
async function* oneForEach(found, rules) {
    let last;
    for await (const portion of found.sorted()) {
        const done = [];
        for (const { key, value } of portion) {
            const rule = key.slice(0, key.indexOf(' '));
            if (last?.rule === rule && last.finding.subject === value.subject) {
                last.finding = withMore(last.finding, value, rules.find(({ id }) => id === rule));
                continue;
            }
            if (last)
                done.push(last);
            last = { rule, finding: value };
        }
        yield done;
    }
    if (last)
        yield [last];
}
/** What is graver speaks for both. */
function withMore(first, more, rule) {
    const gravity = ({ severity = rule.severity }) => severity;
    const [one, other] = (0,rules_rule/* isAsGrave */.ex)(gravity(first), gravity(more)) ? [first, more] : [more, first];
    const merged = Object.entries(one.evidence).map(([name, value]) => {
        const added = other.evidence[name];
        return [name, Array.isArray(value) && Array.isArray(added) ? distinctOf([...value, ...added]) : value];
    });
    return { ...one, evidence: Object.fromEntries(merged) };
}
/** Who shares two things with the same user is told of that user once. */
function distinctOf(items) {
    return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

;// CONCATENATED MODULE: ./src/findings/judge-users.ts










function createJudge(options) {
    const { folder, settings, properties, now, roster, accepted, disclosure, signal } = options;
    const classesOf = createClasses(accepted);
    const context = { now, roster, classesOf, disclosure };
    /** @param known properties that users have */
    const judgesOf = (judged, known) => judged.map((rule) => {
        const setting = settings.get(rule.id);
        const missing = missingOf(rule, known, roster);
        const path = (0,external_node_path_.join)(folder, `found-${rule.id}`);
        const isActive = setting.on && missing.length === 0;
        const judge = isActive ? judgeOf(rule, { ...context, limit: setting.limit }, path) : undefined;
        return { rule, setting, missing, judge };
    });
    const atWork = judgesOf(rules/* rules */.a.filter((rule) => !isOfDeleted(rule)), properties);
    const active = atWork.filter(isActive);
    const groupRules = active.flatMap(({ rule }) => (rule.kind === 'group' ? [rule] : []));
    const groups = createSharedValues({ folder, rules: groupRules, classesOf, disclosure });
    const judges = active.map(({ judge }) => judge);
    const judgesOfAll = active.flatMap(({ rule, judge }) => (rule.people ? [] : [judge]));
    const judging = (user) => ((0,user_type/* derivedType */.ku)(user) === undefined ? judges : judgesOfAll);
    const places = new Map(judges.map((judge, place) => [judge, place]));
    return {
        look(user) {
            const lines = [];
            for (const judge of judging(user)) {
                const found = judge.look?.(user);
                if (found !== undefined)
                    lines.push(`${places.get(judge)} ${found}`);
            }
            const keys = groups.look(user);
            if (keys.length > 0)
                lines.push(`${sharing} ${JSON.stringify(keys)}`);
            return lines.join('\n');
        },
        needs: needsOf(active, accepted, disclosure === undefined ? [] : properties),
        onUser(user, said) {
            for (const judge of judging(user))
                judge.onUser?.(user);
            if (said === '')
                return;
            for (const line of said.split('\n')) {
                const space = line.indexOf(' ');
                const [what, found] = [line.slice(0, space), line.slice(space + 1)];
                if (what === sharing)
                    groups.onUser(user, JSON.parse(found));
                else
                    judges[Number(what)]?.take?.(found);
            }
        },
        async flush() {
            for (const judge of judges)
                await judge.flush();
            await groups.flush();
        },
        async judgeShared() {
            const byId = new Map(active.map(({ rule, judge }) => [rule.id, judge]));
            for await (const portion of groups.findings()) {
                for (const { rule, finding } of portion)
                    byId.get(rule)?.add(finding);
                for (const judge of judges)
                    await judge.flush();
            }
        },
        async finish(deleted) {
            const ofDeleted = judgesOf(rules/* rules */.a.filter(isOfDeleted), deleted?.properties ?? []);
            const judgesOfDeleted = ofDeleted.filter(isActive);
            if (deleted && judgesOfDeleted.length > 0) {
                for await (const user of usersOf(deleted.lines, signal)) {
                    for (const { judge } of judgesOfDeleted)
                        judge.onUser?.(user);
                }
            }
            const all = [...atWork, ...ofDeleted].sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
            return all.map(({ rule, setting, missing, judge }) => ({
                ...{ rule, setting, missing },
                found() {
                    const found = judge?.found() ?? judge_users_nothing();
                    return disclosure === undefined ? found : bySubject(found, folder, rule);
                },
            }));
        },
    };
}
/** What {@link Judge.look} says begins with the place of a judge, or with this. */
const sharing = 'shares';
function isActive(one) {
    return one.judge !== undefined;
}
/** What rules want to know of users in the order of the list: those that judge them one by one have done so by then. */
function needsOf(active, accepted, all) {
    const ofRules = active.flatMap(({ rule }) => (rule.kind === 'whole' || rule.kind === 'share' ? rule.needs : []));
    const ofClasses = accepted.flatMap(({ where }) => Object.keys(where ?? {}));
    return [...new Set(['userPrincipalName', 'displayName', ...ofRules, ...ofClasses, ...all])];
}
/** @returns what the rule needs and nobody brought: properties, or something of the roster */
function missingOf(rule, properties, roster) {
    const isUseless = (name) => roster && findings_roster/* rosterProperties */.j.some((one) => one === name) && !roster.properties.some((one) => one === name);
    const missing = rule.needs.filter((name) => !properties.includes(name) && !(rule.roster && isUseless(name)));
    if (rule.roster === 'end dates' && roster?.hasLastDays === false)
        missing.push('an end date');
    return rule.roster && roster === undefined ? ['roster'] : missing;
}
function isOfDeleted(rule) {
    return rule.kind === 'whole' && rule.of === 'deleted users';
}
async function* usersOf(path, signal) {
    const lines = openUserLines(path);
    try {
        for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
            signal.throwIfAborted();
            for (const { line } of portion)
                yield (0,lossless_json/* parseLossless */.I)(line.toString());
        }
    }
    finally {
        await lines.close();
    }
}
/** By what is seen of them, findings come in another order. */
async function* bySubject(found, folder, rule) {
    const sorted = createPairSort(folder, `shown-${rule.id}`);
    for await (const portion of found) {
        for (const finding of portion)
            sorted.add(finding.subject, finding);
        await sorted.flush();
    }
    for await (const portion of sorted.sorted())
        yield portion.map(({ value }) => value);
}
async function* judge_users_nothing() { }

;// CONCATENATED MODULE: ./src/findings/roster-coverage.ts
/** @param now milliseconds since the epoch */
function createRosterCoverage(roster, now) {
    const seen = new Uint8Array(roster.people);
    return {
        onUser(user) {
            const person = roster.find(user);
            if (person)
                seen[person.number] = 1;
        },
        counts() {
            const today = Math.floor(now / 86_400_000);
            const counts = { people: roster.people, left: 0, withoutAccount: 0 };
            for (let number = 0; number < roster.people; number += 1) {
                if ((roster.lastDayOf(number) ?? today) < today)
                    counts.left += 1;
                else if (seen[number] === 0)
                    counts.withoutAccount += 1;
            }
            return counts;
        },
    };
}

;// CONCATENATED MODULE: ./src/findings/findings-table.ts

/** Schemas' README tells what they mean. */
const findings_table_columns = [
    'rule',
    'severity',
    'state',
    'isNew',
    'id',
    'userPrincipalName',
    'displayName',
    'subject',
    'why',
    'evidence',
    'acceptedReason',
    'acceptedUntil',
    'findingId',
];
/** findings.csv: what findings.json tells, a finding a row. */
function createFindingsTable(folder) {
    const table = createCsvTable(folder, 'findings.csv', findings_table_columns);
    return {
        ...table,
        add({ id, rule, severity, user, subject, why, evidence, isNew, accepted }) {
            table.add([
                ...[rule, severity, accepted ? 'accepted' : 'open', isNew],
                ...[user?.id, user?.userPrincipalName, user?.displayName, subject],
                ...[why, evidence, accepted?.reason, accepted?.until, id],
            ]);
        },
    };
}

;// CONCATENATED MODULE: ./src/findings/past-findings.ts


/**
 * @param path of the earlier findings.json; undefined when there is none
 * @param judged rules that are judged today: what others found does not count as gone
 */
function createPastFindings(path, judged) {
    const source = path === undefined ? undefined : past_findings_findingsOf(path);
    let ahead;
    let started = false;
    let broken = path === undefined;
    let passedBy = 0;
    function pass(rule) {
        if (judged.has(rule))
            passedBy += 1;
    }
    async function advance() {
        try {
            const next = await source?.next();
            ahead = next?.value;
        }
        catch {
            // Whatever is wrong with it: then it is not known what is new.
            broken = true;
            ahead = undefined;
        }
    }
    return {
        async has(rule, subject, severity = 'low') {
            if (!started)
                await advance();
            started = true;
            while (ahead && isBefore(ahead, { rule, subject })) {
                pass(ahead.rule);
                await advance();
            }
            if (broken)
                return undefined;
            if (ahead?.rule !== rule || ahead.subject !== subject)
                return false;
            const before = ahead.severity;
            await advance();
            return (0,rules_rule/* isAsGrave */.ex)(before, severity);
        },
        async rest() {
            if (!started)
                await advance();
            started = true;
            while (ahead) {
                pass(ahead.rule);
                await advance();
            }
            return passedBy;
        },
        usable: () => !broken,
        close: async () => void (await source?.return(undefined)),
    };
}
/** Each finding is a line of its own, which begins with its id. */
async function* past_findings_findingsOf(path) {
    const lines = openLineReader(path, longestEarlierLine);
    let last = { rule: '', subject: '' };
    let hasList = false;
    try {
        for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
            for (const line of portion) {
                const text = line.toString();
                hasList ||= text.startsWith('  "findings": [');
                if (!text.startsWith('{"id":"'))
                    continue;
                const { rule, subject, severity } = JSON.parse(text.replace(/,$/, ''));
                if (typeof rule !== 'string' || typeof subject !== 'string')
                    throw new LinesProblem('no finding');
                if (!isBefore(last, { rule, subject }))
                    throw new LinesProblem('out of order');
                last = { rule, subject };
                // Whoever does not say how grave it was is not told that it has become graver.
                yield { ...last, severity: rules_rule/* severities */.gO.find((one) => one === severity) ?? 'high' };
            }
        }
        if (!hasList)
            throw new LinesProblem('no list of findings');
    }
    finally {
        await lines.close();
    }
}
function isBefore(a, b) {
    return a.rule === b.rule ? a.subject < b.subject : a.rule < b.rule;
}

;// CONCATENATED MODULE: ./src/findings/write-findings.ts









/** Of each rule, severity and whether accepted: what few are must not be behind what many are. */
const write_findings_sampleSize = 200;
/**
 * Writes findings.json: every finding, in the order of rules and users, and whether it is new and accepted; and the same
 * as findings.csv where it is wanted.
 */
async function writeFindings(judged, options) {
    const { folder, tenantId, now, disclosure } = options;
    const items = createJsonArraySpool((0,external_node_path_.join)(folder.scratch, 'findings'));
    const table = options.csv ? createFindingsTable(folder) : undefined;
    const acceptances = createAcceptances(options.accepted, new Date(now).toISOString().slice(0, 10));
    const judgedRules = new Set(judged.filter(isJudged).map(({ rule }) => rule.id));
    const earlier = createPastFindings(options.previous?.path, judgedRules);
    const rules = [];
    const samples = [];
    let resolved = 0;
    try {
        for (const one of judged) {
            const { rule } = one;
            const known = options.previous?.rules.has(rule.id) ?? false;
            const counts = {
                total: 0,
                open: 0,
                accepted: 0,
                new: known ? 0 : null,
                bySeverity: write_findings_none(),
            };
            const shown = createSample();
            for await (const portion of one.found()) {
                for (const raw of portion) {
                    const severity = severityOf(one, raw);
                    // A severity that `rules` gives says nothing about what has become of a finding.
                    const asGrave = one.setting.severity === undefined ? severity : undefined;
                    const before = known ? await earlier.has(rule.id, raw.subject, asGrave) : undefined;
                    const finding = findingOf(one, raw, before, { acceptances, disclosure });
                    items.add(JSON.stringify(finding));
                    table?.add(finding);
                    options.onFinding(finding);
                    countFinding(finding, counts);
                    shown.add(finding);
                }
                await items.flush();
                await table?.flush();
            }
            rules.push(reportOf(one, counts));
            samples.push(...shown.inOrder());
        }
        resolved = await earlier.rest();
        // Known only now: what was found before the file broke may be new or not.
        if (!earlier.usable())
            for (const { counts } of rules)
                counts.new = null;
    }
    finally {
        await earlier.close();
    }
    const sum = (name) => rules.reduce((all, { counts }) => all + (counts[name] ?? 0), 0);
    const counts = {
        total: sum('total'),
        open: sum('open'),
        accepted: sum('accepted'),
        new: earlier.usable() ? sum('new') : null,
        resolved: earlier.usable() ? resolved : null,
        bySeverity: rules.reduce((all, { counts }) => bothOf(all, counts.bySeverity), write_findings_none()),
    };
    const unmatched = acceptances.unmatched().filter(({ rule }) => judgedRules.has(rule));
    const idle = options.accepted.filter(({ rule }) => !judgedRules.has(rule));
    const expired = acceptances.expired();
    const shown = (entry) => (disclosure ? shownEntry(entry, disclosure) : entry);
    const file = await folder.create('findings.json');
    const filter = options.filter === undefined ? {} : { filter: options.filter };
    const head = {
        schemaVersion: 1,
        tenantId,
        ...filter,
        counts,
        rules,
        acceptances: { unmatched: unmatched.map(shown), expired: expired.map(shown) },
    };
    await writeJsonDocument(file, head, { findings: items });
    const previousBroken = options.previous !== undefined && !earlier.usable();
    const files = [file, ...(table ? [await table.finish()] : [])];
    return { files, counts, rules, samples, previousBroken, unmatched, expired, idle };
}
function write_findings_none() {
    return { high: 0, medium: 0, low: 0 };
}
function bothOf(one, other) {
    return { high: one.high + other.high, medium: one.medium + other.medium, low: one.low + other.low };
}
/** What `rules` says comes first, then what the rule says of this one finding. */
function severityOf({ rule, setting }, found) {
    return setting.severity ?? found.severity ?? rule.severity;
}
/** @param before whether it was there last time; undefined when that is unknown */
function findingOf(judged, raw, before, { acceptances, disclosure }) {
    const { rule } = judged;
    const { user, subject, truth, classes, why, evidence } = raw;
    const finding = {
        id: findingId(rule.id, subject),
        rule: rule.id,
        severity: severityOf(judged, raw),
        user,
        subject,
        why,
        evidence,
        isNew: before === undefined ? null : !before,
        accepted: null,
    };
    // Who accepts a finding names a user as the directory does, or as an earlier findings.json did.
    const acceptance = (truth && acceptances.of({ rule: rule.id, ...truth }, classes)) ?? acceptances.of(finding, classes);
    if (acceptance?.holds) {
        const { reason, until } = acceptance.entry;
        finding.accepted = { reason: disclosure?.text(reason) ?? reason, until };
    }
    else if (acceptance)
        finding.acceptanceExpired = acceptance.entry.until;
    return finding;
}
/** An entry as it may be seen: it names a user, or the values of a class, as the directory does. */
function shownEntry(entry, disclosure) {
    const { user, where, reason } = entry;
    const shown = (property, value) => String(disclosure.value(property, value) ?? folded_text/* redactedText */.Q2);
    const shownClass = ([property, values]) => [
        property,
        values.map((value) => (value === null ? null : shown(property, value))),
    ];
    return {
        ...entry,
        ...(user === undefined ? {} : { user: shown(user.includes('@') ? 'userPrincipalName' : 'id', user) }),
        ...(where === undefined ? {} : { where: Object.fromEntries(Object.entries(where).map(shownClass)) }),
        reason: disclosure.text(reason),
    };
}
function countFinding({ accepted, isNew, severity }, counts) {
    counts.total += 1;
    if (accepted) {
        counts.accepted += 1;
        return;
    }
    counts.open += 1;
    counts.bySeverity[severity] += 1;
    if (isNew && counts.new !== null)
        counts.new += 1;
}
function isJudged({ setting, missing }) {
    return setting.on && missing.length === 0;
}
function reportOf({ rule, setting, missing }, counts) {
    const { id, title, input, severityWhy, confuses, why, fix, sources } = rule;
    const limit = 'limit' in rule ? rule.limit : undefined;
    return {
        id,
        title,
        severity: setting.severity ?? rule.severity,
        severityWhy,
        confuses,
        state: !setting.on ? 'off' : missing.length > 0 ? 'not-judged' : 'judged',
        missing: setting.on ? missing : [],
        ...(input !== undefined && { input }),
        limit: limit ? { value: setting.limit, unit: limit.unit, meaning: limit.meaning } : null,
        why,
        fix,
        sources,
        counts,
    };
}
/** The findings of a rule that people are shown, the gravest open ones first. */
function createSample() {
    const kinds = new Map(rules_rule/* severities */.gO.map((severity) => [severity, { open: [], accepted: [] }]));
    return {
        add(finding) {
            const kind = kinds.get(finding.severity)?.[finding.accepted === null ? 'open' : 'accepted'];
            if (kind && kind.length < write_findings_sampleSize)
                kind.push(finding);
        },
        inOrder() {
            const gravest = [...kinds.values()].reverse();
            return [...gravest.flatMap(({ open }) => open), ...gravest.flatMap(({ accepted }) => accepted)];
        },
    };
}

;// CONCATENATED MODULE: ./src/list/user-notes.ts




const pageBytes = 256 * 1024;
/** Bytes held in memory before they are sorted and written: the list itself has as much again. */
const user_notes_limit = 4 * 1024 * 1024;
/**
 * @param folder see {@link createUserStore}
 * @param properties what is kept of a user; that he is of another type than the usual always is
 * @param say looks at a user as he came. @returns what is kept of that; '' for nothing
 */
function createUserNotes(folder, properties, say) {
    const store = createUserStore(folder, user_notes_limit);
    const kept = [...new Set([user_type/* typeProperty */.sf, ...properties])].filter((name) => name !== 'id');
    const records = (0,user_record/* recordsIn */.Q0)(Buffer.allocUnsafeSlow(pageBytes));
    function addUsers(users) {
        const ids = [];
        (0,user_record/* clearRecords */.e)(records);
        for (const user of users) {
            const line = JSON.stringify(kept.map((name) => user[name] ?? null));
            ids.push(user.id);
            (0,user_record/* packUser */.lT)(records, { id: user.id, kind: 0, line, row: say(user) });
        }
        store.add({ length: ids.length, ids, records });
    }
    function userOf(id, line) {
        const values = (0,lossless_json/* parseLossless */.I)(line);
        const user = { id };
        for (const [index, name] of kept.entries())
            user[name] = values[index];
        return user;
    }
    return {
        add: (page) => addUsers((0,user_record/* usersIn */._k)(page)),
        addUsers,
        async tell(tell, flush) {
            for (const { block, starts, end } of store.portions()) {
                for (const start of starts) {
                    const row = (0,user_record/* rowStart */.T9)(block, start);
                    const user = userOf((0,user_record/* recordId */.Re)(block, start), block.toString('utf8', (0,user_record/* lineStart */.PT)(block, start), row));
                    tell(user, block.toString('utf8', row, (0,user_record/* recordEnd */.$f)(block, start, end)));
                }
                await flush();
            }
            store.clear();
        },
    };
}

;// CONCATENATED MODULE: ./src/report/user-columns.ts


const user_columns_text = (value) => (typeof value === 'string' && value !== '' ? value : null);
const date = (value) => user_columns_text(value)?.slice(0, 10) ?? null;
/** Products by name; '' where it is known that there are none. For everybody: nothing is made that can be spared. */
const licences = (value) => {
    if (!Array.isArray(value))
        return null;
    let names = '';
    for (let index = 0; index < value.length; index += 1) {
        const id = value[index]?.skuId;
        if (typeof id === 'string')
            names = names === '' ? (0,license_names/* licenseName */.tV)(id) : `${names}, ${(0,license_names/* licenseName */.tV)(id)}`;
    }
    return names;
};
/** Whoever is named there; '' where it is known that nobody is. */
const people = (value) => Array.isArray(value) ? value.map((one) => one?.userPrincipalName ?? one?.id ?? '').join(', ') : null;
/** Of the addresses but the one that is the user's mail, which has a column of its own. */
const otherAddresses = (value, { mail }) => {
    if (!Array.isArray(value))
        return null;
    const own = `SMTP:${mail}`;
    let others = '';
    for (const address of value)
        if (address !== own)
            others = others === '' ? `${address}` : `${others}, ${address}`;
    return others;
};
/**
 * Every column, from left to right; one whose property was not selected is left out. What differs from user to user costs
 * the page some bytes of each: a hundred thousand of them are to have room.
 */
const userColumns = [
    { property: 'displayName', label: 'Name', kind: 'text', value: user_columns_text },
    { property: 'userPrincipalName', label: 'User principal name', kind: 'text', value: user_columns_text },
    { property: 'userType', label: 'Type', kind: 'text', filter: true, value: (_, user) => (0,user_type/* userTypeName */.LH)(user) },
    {
        property: 'accountEnabled',
        label: 'State',
        kind: 'text',
        filter: true,
        value: (enabled) => (enabled === true ? 'enabled' : enabled === false ? 'disabled' : null),
    },
    { property: 'department', label: 'Department', kind: 'text', filter: true, value: user_columns_text },
    { property: 'employeeType', label: 'Employee type', kind: 'text', hiddenByDefault: true, value: user_columns_text },
    { property: 'createdDateTime', label: 'Created', kind: 'date', value: date },
    { property: 'assignedLicenses', label: 'Licences', kind: 'text', value: licences },
    { property: 'externalUserState', label: 'Invitation', kind: 'text', hiddenByDefault: true, value: user_columns_text },
    { property: 'id', label: 'Id', kind: 'text', hiddenByDefault: true, value: user_columns_text },
    { property: 'usageLocation', label: 'Usage location', kind: 'text', hiddenByDefault: true, value: user_columns_text },
    {
        property: 'onPremisesSyncEnabled',
        label: 'Origin',
        kind: 'text',
        hiddenByDefault: true,
        value: (enabled) => (enabled === true ? 'on premises' : 'cloud'),
    },
    {
        property: 'manager',
        label: 'Manager',
        kind: 'text',
        hiddenByDefault: true,
        value: (manager) => people(manager ? [manager] : null) || null,
    },
    { property: 'sponsors', label: 'Sponsors', kind: 'text', hiddenByDefault: true, value: people },
    {
        property: 'signInActivity',
        label: 'Last sign-in',
        kind: 'date',
        hiddenByDefault: true,
        value: (activity) => date(activity?.lastSignInDateTime),
    },
    { property: 'mail', label: 'Mail', kind: 'text', hiddenByDefault: true, value: user_columns_text },
    { property: 'proxyAddresses', label: 'Other addresses', kind: 'text', hiddenByDefault: true, value: otherAddresses },
    { property: 'employeeId', label: 'Employee id', kind: 'text', hiddenByDefault: true, value: user_columns_text },
    {
        ...{ property: 'externalUserStateChangeDateTime', label: 'Invitation as it is since' },
        ...{ kind: 'date', hiddenByDefault: true, value: date },
    },
    { property: 'passwordPolicies', label: 'Password policies', kind: 'text', hiddenByDefault: true, value: user_columns_text },
    {
        ...{ property: 'lastPasswordChangeDateTime', label: 'Last password change' },
        ...{ kind: 'date', hiddenByDefault: true, value: date },
    },
    {
        ...{ property: 'onPremisesProvisioningErrors', label: 'Synchronization errors', kind: 'number' },
        ...{
            hiddenByDefault: true,
            value: (errors) => (Array.isArray(errors) && errors.length > 0 ? errors.length : null),
        },
    },
];

;// CONCATENATED MODULE: ./src/report/guest-domains.ts

/** Nobody reads on beyond as many, and somebody may mean harm. */
const maximumDomains = 5_000;
const shownDomains = 20;
/** @param properties what was selected, and may be seen */
function createGuestDomains(properties) {
    const asksSponsors = properties.includes(users_sponsors/* sponsorsProperty */.f);
    const known = new Map();
    const others = emptyDomain(null, asksSponsors);
    return {
        add(guest) {
            const name = homeDomain(guest);
            let domain = name === undefined ? others : known.get(name);
            if (domain === undefined && name !== undefined && known.size < maximumDomains) {
                domain = emptyDomain(name, asksSponsors);
                known.set(name, domain);
            }
            count(domain ?? others, guest);
        },
        domains() {
            if (known.size === 0)
                return undefined;
            const sorted = [...known.values()].sort((a, b) => b.guests - a.guests || ((a.domain ?? '') < (b.domain ?? '') ? -1 : 1));
            const rest = sorted.slice(shownDomains).reduce(guest_domains_bothOf, { ...others });
            return [...sorted.slice(0, shownDomains), ...(rest.guests > 0 ? [rest] : [])];
        },
    };
}
/**
 * A guest's own address, or what Entra made of it for a name: `ada_fabrikam.example#EXT#@contoso.example`.
 * Source: https://learn.microsoft.com/entra/external-id/user-properties
 */
function homeDomain({ mail, userPrincipalName: name }) {
    const address = typeof mail === 'string' && mail.includes('@') ? mail : undefined;
    const domain = address === undefined ? domainInName(name) : address.slice(address.lastIndexOf('@') + 1);
    return domain === undefined || domain === '' ? undefined : domain.toLowerCase();
}
function domainInName(name) {
    if (typeof name !== 'string')
        return undefined;
    const end = name.indexOf('#EXT#@');
    const start = end < 0 ? -1 : name.lastIndexOf('_', end);
    return start < 0 ? undefined : name.slice(start + 1, end);
}
function emptyDomain(domain, asksSponsors) {
    return { domain, guests: 0, enabled: 0, pending: 0, oldest: null, withoutSponsor: asksSponsors ? 0 : null };
}
function count(domain, { accountEnabled, externalUserState, createdDateTime, sponsors }) {
    domain.guests += 1;
    if (accountEnabled === true)
        domain.enabled += 1;
    if (externalUserState === 'PendingAcceptance')
        domain.pending += 1;
    if (typeof createdDateTime === 'string')
        domain.oldest = earlier(domain.oldest, createdDateTime);
    if (domain.withoutSponsor !== null && Array.isArray(sponsors) && sponsors.length === 0)
        domain.withoutSponsor += 1;
}
function guest_domains_bothOf(one, other) {
    return {
        domain: null,
        guests: one.guests + other.guests,
        enabled: one.enabled + other.enabled,
        pending: one.pending + other.pending,
        oldest: other.oldest === null ? one.oldest : earlier(one.oldest, other.oldest),
        withoutSponsor: one.withoutSponsor === null ? null : one.withoutSponsor + (other.withoutSponsor ?? 0),
    };
}
function earlier(one, other) {
    return one === null || other < one ? other : one;
}

;// CONCATENATED MODULE: ./src/report/user-counts.ts



/** What is counted, and in which chart it is shown. */
const countedProperties = {
    userType: 'types and states',
    accountEnabled: 'types and states',
    createdDateTime: 'months of creation',
    department: 'departments',
    assignedLicenses: 'licences',
    mail: 'guests by home domain',
    externalUserState: 'guests by home domain',
};
/** Nobody reads on beyond as many departments, and somebody may mean harm. */
const maximumDepartments = 5_000;
const shownDepartments = 10;
/** Of products and of domains of our own no tenant has as many. */
const maximumNames = 2_000;
const shownLicences = 20;
const user_counts_shownMonths = 36;
/** @param properties what was selected: nothing is counted that nobody asked for */
function createUserCounts(properties) {
    const kinds = new Map();
    const months = new Map();
    const departments = new Map();
    const products = new Map();
    const domains = new Map();
    const guests = createGuestDomains(properties);
    let inOtherDepartments = 0;
    let ofOtherProducts = 0;
    const knowsKind = properties.includes('userType') || properties.includes('accountEnabled');
    return {
        onUser(user) {
            if (knowsKind)
                user_counts_add(kinds, typeAndState(user));
            const month = typeof user.createdDateTime === 'string' ? user.createdDateTime.slice(0, 7) : '';
            if (/^(19|20)\d\d-\d\d$/.test(month))
                user_counts_add(months, month);
            for (const product of user_counts_productsOf(user[license_names/* licensesProperty */.wt])) {
                if (!user_counts_add(products, product, maximumNames))
                    ofOtherProducts += 1;
            }
            const type = (0,user_type/* userTypeOf */.ln)(user);
            if (type === 'member')
                user_counts_add(domains, domainOf(user.userPrincipalName), maximumNames);
            if (type === 'guest')
                guests.add(user);
            const { department } = user;
            if (typeof department !== 'string' || department === '')
                return;
            if (!user_counts_add(departments, department, maximumDepartments))
                inOtherDepartments += 1;
        },
        kinds: () => [...kinds].sort(([a], [b]) => a.localeCompare(b, 'en')),
        created: () => user_counts_lastMonths(months),
        departments: () => mostFrequent(departments, inOtherDepartments, shownDepartments),
        licences: () => mostFrequent(byName(products), ofOtherProducts, shownLicences),
        guestDomains: () => guests.domains(),
        domain: () => commonest(domains),
    };
}
function user_counts_productsOf(licences) {
    if (!Array.isArray(licences))
        return new Set();
    const ids = licences.map((licence) => licence?.skuId);
    return new Set(ids.filter((id) => typeof id === 'string'));
}
function byName(products) {
    const named = new Map();
    for (const [id, value] of products)
        named.set((0,license_names/* licenseName */.tV)(id), (named.get((0,license_names/* licenseName */.tV)(id)) ?? 0) + value);
    return named;
}
function domainOf(name) {
    return typeof name === 'string' && name.includes('@') ? name.slice(name.lastIndexOf('@') + 1).toLowerCase() : '';
}
/** Every tenant has a domain of Microsoft's, and most are known by another. */
function commonest(domains) {
    const sorted = [...domains].filter(([name]) => name !== '').sort(([, left], [, right]) => right - left);
    const isOwn = ([name]) => !/\.onmicrosoft\.(com|us|cn)$|\.partner\.onmschina\.cn$/.test(name);
    return (sorted.find(isOwn) ?? sorted[0])?.[0];
}
const typeNames = {
    member: 'Members',
    guest: 'Guests',
    agent: 'Agents',
    'other type': 'Other types',
    unknown: 'Others',
};
function typeAndState(user) {
    const { accountEnabled } = user;
    const type = typeNames[(0,user_type/* userTypeOf */.ln)(user)];
    const state = accountEnabled === true ? ', enabled' : accountEnabled === false ? ', disabled' : '';
    return type + state;
}
/** Months without new accounts are there as well: a gap is news. */
function user_counts_lastMonths(months) {
    const last = [...months.keys()].sort().at(-1);
    const first = [...months.keys()].sort()[0];
    if (last === undefined || first === undefined)
        return [];
    const bars = [];
    const [year = 0, month = 0] = last.split('-').map(Number);
    for (let back = 0; back < user_counts_shownMonths; back += 1) {
        const name = new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
        if (name < first)
            break;
        bars.unshift([name, months.get(name) ?? 0]);
    }
    return bars;
}
/** @param more what is not among the values, but among all others */
function mostFrequent(values, more, shown) {
    const sorted = [...values].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
    const others = sorted.slice(shown).reduce((sum, [, value]) => sum + value, more);
    return [...sorted.slice(0, shown), ...(others > 0 ? [['all others', others]] : [])];
}
/** @returns false when there are too many names already */
function user_counts_add(counts, name, most = Number.POSITIVE_INFINITY) {
    const before = counts.get(name);
    if (before === undefined && counts.size >= most)
        return false;
    counts.set(name, (before ?? 0) + 1);
    return true;
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./src/report/table-chunks.ts

const mostRows = 4_096;
/** Of text: so that a chunk is no larger where somebody has names without end. */
const mostCharacters = 1024 * 1024;
/** Beyond as many values, deflating makes as little of a column by itself. */
const mostValues = 256;
/** Half the time of level 6 for some percent more bytes: rows are packed while the list is walked through. */
const level = 1;
function createChunkPacker(columns) {
    let cells = emptyColumns(columns);
    let rows = 0;
    let characters = 0;
    return {
        add(row) {
            for (let index = 0; index < columns; index += 1) {
                const cell = row[index] ?? null;
                cells[index]?.push(cell);
                if (typeof cell === 'string')
                    characters += cell.length;
            }
            rows += 1;
        },
        get waiting() {
            return rows;
        },
        isFull: () => rows >= mostRows || characters >= mostCharacters,
        pack() {
            const text = (0,external_node_zlib_.deflateRawSync)(JSON.stringify(cells.map((column, index) => packedColumn(column, cells.slice(0, index)))), { level }).toString('base64');
            const chunk = { text, rows };
            cells = emptyColumns(columns);
            [rows, characters] = [0, 0];
            return chunk;
        },
    };
}
function emptyColumns(columns) {
    return Array.from({ length: columns }, () => []);
}
function packedColumn(cells, earlier) {
    const places = new Map();
    const at = Buffer.alloc(cells.length);
    let last;
    let place = 0;
    for (let row = 0; row < cells.length; row += 1) {
        const cell = cells[row] ?? null;
        // Most are as the one before: looking for them takes longer.
        if (cell !== last) {
            place = places.get(cell) ?? places.size;
            if (place >= mostValues)
                return guidsOf(cells) ?? likeEarlier(cells, earlier) ?? cells;
            if (place === places.size)
                places.set(cell, place);
            last = cell;
        }
        at[row] = place;
    }
    return { values: [...places.keys()], at: at.toString('base64') };
}
function likeEarlier(cells, earlier) {
    for (const [as, others] of earlier.entries()) {
        const but = [];
        for (let row = 0; row < cells.length && but.length <= cells.length / 4; row += 1) {
            if (cells[row] !== others[row])
                but.push([row, cells[row] ?? null]);
        }
        if (but.length <= cells.length / 4)
            return { as, but };
    }
    return undefined;
}
const table_chunks_guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/** Ids are more than half of what everybody costs the page, and as text twice what is in them. */
function guidsOf(cells) {
    if (!cells.every((cell) => typeof cell === 'string' && table_chunks_guid.test(cell)))
        return undefined;
    return { guids: Buffer.from(cells.join('').replaceAll('-', ''), 'hex').toString('base64') };
}

;// CONCATENATED MODULE: ./src/report/users-table.ts




/** What is to be said of the user of a row, as bits. */
const rowMarks = { finding: 1, added: 2, changed: 4, high: 8 };
/** The largest part of what the page may have: see `pageBudget` in report-data.ts. */
const defaultLimits = { characters: 6.25 * 1024 * 1024, rows: 200_000, remembered: 50_000 };
/** @param properties what was selected: there is no column for what nobody asked for */
function createUsersTable(properties, limits = defaultLimits) {
    const columns = userColumns.filter(({ property }) => properties.includes(property));
    const packer = createChunkPacker(columns.length);
    const chunks = [];
    /** Of each row, in the order of ids: they are looked for by halves. */
    const ids = [];
    const marks = [];
    /** Those who are marked and have no row. */
    const missing = new Map();
    let characters = 0;
    let total = 0;
    let isFull = false;
    let lostMarked = false;
    function add(user, mark) {
        packer.add(columns.map(({ property, value }) => value(user[property], user)));
        ids.push(user.id);
        marks.push(mark);
    }
    /** @returns false when there is no room for the rows that wait: they go again */
    function pack() {
        if (packer.waiting === 0)
            return true;
        const chunk = packer.pack();
        chunks.push(chunk);
        characters += chunk.text.length;
        if (characters <= limits.characters)
            return true;
        dropLast();
        return false;
    }
    /** Takes the last chunk out again, and remembers who was marked in it. */
    function dropLast() {
        const chunk = chunks.pop();
        if (chunk === undefined)
            return;
        characters -= chunk.text.length;
        const from = ids.length - chunk.rows;
        const dropped = ids.splice(from);
        for (const [index, mark] of marks.splice(from).entries())
            if (mark > 0)
                remember(dropped[index] ?? '', mark);
    }
    function remember(id, mark) {
        const before = missing.get(id);
        if (before === undefined && missing.size >= limits.remembered)
            lostMarked = true;
        else
            missing.set(id, (before ?? 0) | mark);
    }
    function mark(id, bits) {
        const row = users_table_placeOf(ids, id);
        if (row === undefined)
            remember(id, bits);
        else
            marks[row] = (marks[row] ?? 0) | bits;
    }
    /** Room for those who are missing, as far as it can be told from the others. */
    function makeRoom() {
        const perRow = characters / Math.max(1, ids.length);
        const fits = () => characters + 1.1 * perRow * missing.size <= limits.characters && ids.length + missing.size <= limits.rows;
        while (chunks.length > 0 && missing.size > 0 && !fits() && missing.size < limits.remembered)
            dropLast();
    }
    /** Whoever is not in the list at all is forgotten. */
    async function takeMissing(lines, signal) {
        const reader = openUserLines(lines);
        try {
            for (let portion = await reader.next(); portion.length > 0 && missing.size > 0; portion = await reader.next()) {
                signal.throwIfAborted();
                for (const { id, line } of portion) {
                    const bits = missing.get(id);
                    if (bits === undefined)
                        continue;
                    if (ids.length >= limits.rows)
                        return;
                    missing.delete(id);
                    add((0,lossless_json/* parseLossless */.I)(line.toString()), bits);
                    if (packer.isFull() && !pack())
                        return;
                }
            }
            missing.clear();
            pack();
        }
        finally {
            await reader.close();
        }
    }
    return {
        onUser(user) {
            total += 1;
            if (isFull)
                return;
            add(user, 0);
            if (packer.isFull())
                isFull = !pack();
            isFull ||= ids.length >= limits.rows;
        },
        onAdded: ({ id }) => mark(id, rowMarks.added),
        onChanged: (id) => mark(id, rowMarks.changed),
        onFinding({ user, accepted, severity }) {
            if (user && !accepted)
                mark(user.id, rowMarks.finding | (severity === 'high' ? rowMarks.high : 0));
        },
        async finish({ lines, compared, signal }) {
            const bits = compared ? ~0 : rowMarks.finding | rowMarks.high;
            for (const [row, mark] of marks.entries())
                marks[row] = mark & bits;
            for (const [id, mark] of missing) {
                if ((mark & bits) === 0)
                    missing.delete(id);
                else
                    missing.set(id, mark & bits);
            }
            pack();
            if (missing.size > 0 && ids.length < total) {
                makeRoom();
                await takeMissing(lines, signal);
            }
            const isCut = ids.length < total;
            const isMarkedLost = lostMarked || missing.size > 0;
            return {
                columns: columns.map(({ property, label, kind, filter, hiddenByDefault }) => ({
                    ...{ property, label, kind },
                    ...(filter && { filter }),
                    ...(hiddenByDefault && { hiddenByDefault }),
                })),
                total,
                shown: ids.length,
                leftOut: !isCut ? 'none' : isMarkedLost ? 'also with findings or changes' : 'without findings or changes',
                chunks: chunks.map(({ text }) => text),
                marks: Buffer.from(marks).toString('base64'),
            };
        },
    };
}
/** @param sorted as a list is: what is added by the second look is not looked for any more */
function users_table_placeOf(sorted, id) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((sorted[middle] ?? '') < id)
            low = middle + 1;
        else
            high = middle;
    }
    return sorted[low] === id ? low : undefined;
}

;// CONCATENATED MODULE: ./src/audit/review/review.ts
















function createReview(plan, { roster, coverage = false, disclosure, signal }) {
    const { places, properties, settings, accepted, now, html } = plan;
    const folder = (0,external_node_path_.join)(places.scratch, `review-${plan.number}`);
    (0,output_folder/* guardDiskSync */._W)(folder, () => (0,external_node_fs_.mkdirSync)(folder, { mode: 0o700 }));
    const files = (0,output_folder/* folderOfFiles */.h5)(places);
    const judging = { settings, accepted, now, roster, disclosure, signal };
    const judge = createJudge({ folder, properties: properties.truth, ...judging });
    const covered = roster && coverage ? createRosterCoverage(roster, now) : undefined;
    const counts = createUserCounts(properties.shown);
    const table = createUsersTable(properties.shown);
    const news = watchFindingNews();
    const needs = [...judge.needs, ...(covered ? rosterNeeds : []), ...(disclosure ? [] : reportNeeds)];
    const notes = createUserNotes(folder, needs.filter((name) => properties.truth.includes(name)), judge.look);
    function seeTrue(user, said) {
        judge.onUser(user, said);
        covered?.onUser?.(user, noLine);
    }
    function seeShown(user) {
        counts.onUser?.(user, noLine);
        if (html)
            table.onUser?.(user, noLine);
    }
    async function tell(see) {
        await notes.tell(see, async () => {
            signal.throwIfAborted();
            await judge.flush();
        });
        // Nothing of it has to wait for the comparison.
        await judge.judgeShared();
    }
    function end() {
        return tell((user, said) => {
            seeTrue(user, said);
            seeShown(user);
        });
    }
    return {
        add: notes.add,
        end,
        async read({ shown, truth }) {
            for await (const users of review_usersOf(truth, signal))
                notes.addUsers(users);
            if (disclosure === undefined)
                return end();
            await tell(seeTrue);
            for await (const users of review_usersOf(shown, signal))
                for (const user of users)
                    seeShown(user);
        },
        async finish({ deleted, lines, marks, compared, ...rest }) {
            await readMarks(marks, table);
            const findings = await writeFindings(await judge.finish(deleted), {
                ...{ folder: files, accepted, now, disclosure, ...rest },
                onFinding(finding) {
                    table.onFinding(finding);
                    news.onFinding(finding);
                },
            });
            return {
                findings,
                news: news.finish(findings.counts.new !== null),
                counts,
                coverage: covered?.counts(),
                table: html ? await table.finish({ lines, compared, signal }) : undefined,
            };
        },
        clear: () => (0,external_node_fs_.rmSync)(folder, { recursive: true, force: true }),
    };
}
/** Nobody here looks at lines. */
const noLine = Buffer.alloc(0);
/** What charts and table look at; whoever shows something else names it here. */
const reportNeeds = [
    ...userColumns.map(({ property }) => property),
    ...['userPrincipalName', 'accountEnabled', 'userType', 'createdDateTime', 'department', 'assignedLicenses', 'mail'],
    ...['externalUserState', users_sponsors/* sponsorsProperty */.f],
];
const rosterNeeds = [...findings_roster/* rosterProperties */.j, 'proxyAddresses'];
async function* review_usersOf(path, signal) {
    const lines = openUserLines(path);
    try {
        for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
            signal.throwIfAborted();
            yield portion.map(({ line }) => (0,lossless_json/* parseLossless */.I)(line.toString()));
        }
    }
    finally {
        await lines.close();
    }
}

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(5919);
;// CONCATENATED MODULE: ./src/audit/review/review-thread.ts




/** So many blocks are with the thread at once; whoever has another one waits. */
const mostLent = 3;
/** A review in a thread of its own: users are looked at while the network is waited for, and on another core. */
function createReviewThread(plan, { signal }, program) {
    // No environment: there are secrets in it, and options for the main thread.
    const worker = new external_node_worker_threads_.Worker(program, { workerData: plan, env: {}, execArgv: [] });
    const lent = [];
    const finished = Promise.withResolvers();
    finished.promise.catch(() => { });
    let room = Promise.withResolvers();
    let failure;
    function fail(reason) {
        failure ??= { reason };
        finished.reject(failure.reason);
        room.promise.catch(() => { });
        room.reject(failure.reason);
        void close();
    }
    async function close() {
        signal.removeEventListener('abort', abort);
        await worker.terminate();
    }
    const abort = () => fail(signal.reason);
    signal.addEventListener('abort', abort);
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('The thread that looks at users has ended.')));
    worker.on('message', (news) => {
        switch (news.kind) {
            case 'page':
                lent.shift()?.(Buffer.from(news.block));
                room.resolve();
                room = Promise.withResolvers();
                break;
            case 'finished':
                finished.resolve(reviewedOf(news.reviewed, plan));
                void close();
                break;
            case 'failed':
                fail(failureOf(news.failure));
        }
    });
    const order = (given, handed = []) => worker.postMessage(given, handed);
    return {
        async add({ block, starts, end }, giveBack) {
            if (failure)
                throw failure.reason;
            lent.push(giveBack);
            const buffer = block.buffer;
            order({ kind: 'page', page: { starts, end }, block: buffer }, [buffer]);
            while (lent.length >= mostLent)
                await room.promise;
        },
        end: () => order({ kind: 'end' }),
        finish(rest) {
            order({ kind: 'finish', rest });
            return finished.promise;
        },
        // Files that it writes go with the folder that they are in.
        clear: () => fail(new Error('The list is read once more.')),
        close,
    };
}
/** In the thread. */
async function reviewedText(review, rest) {
    const { findings, news, counts, table } = await review.finish(rest);
    const { files, ...found } = findings;
    const counted = {
        kinds: counts.kinds(),
        created: counts.created(),
        departments: counts.departments(),
        licences: counts.licences(),
        guestDomains: counts.guestDomains(),
        domain: counts.domain(),
    };
    return { json: JSON.stringify({ found, news, counted }), files: files.map((file) => file.written()), table };
}
function reviewedOf({ json, files, table }, { places }) {
    const { found, news, counted } = (0,lossless_json/* parseLossless */.I)(json);
    const folder = (0,output_folder/* folderOfFiles */.h5)(places);
    return {
        findings: { ...found, files: files.map(folder.adopt) },
        news,
        counts: {
            kinds: () => counted.kinds,
            created: () => counted.created,
            departments: () => counted.departments,
            licences: () => counted.licences,
            guestDomains: () => counted.guestDomains,
            domain: () => counted.domain,
        },
        coverage: undefined,
        table,
    };
}
function failureText(error) {
    if (!(error instanceof Error))
        return { message: String(error), stack: undefined };
    const { message, stack } = error;
    return error instanceof Failure ? { code: error.code, facts: error.facts, message, stack } : { message, stack };
}
function failureOf({ code, facts, message, stack }) {
    const cause = Object.assign(new Error(message), { stack });
    return code === undefined ? cause : new base_failure/* Failure */.H(code, facts, cause);
}

;// CONCATENATED MODULE: ./src/audit/review/list-review.ts


/**
 * @param program path of the second thread's program; undefined looks at users in this thread. What comes of it is the
 *   same, byte by byte
 */
function createListReview(plan, help, program) {
    let number = 0;
    let place;
    /** A list of one page is looked at sooner than a thread has begun. */
    let held;
    function begin(thread) {
        number += 1;
        const numbered = { ...plan, number };
        const begun = thread === undefined ? createReviewHere(numbered, help) : createReviewThread(numbered, help, thread);
        if (held)
            begun.add(held.page, held.giveBack);
        held = undefined;
        return begun;
    }
    return {
        add(page, giveBack) {
            if (place === undefined && held === undefined) {
                held = { page, giveBack };
                return;
            }
            place ??= begin(program);
            return place.add(page, giveBack);
        },
        end() {
            place ??= begin(undefined);
            place.end();
        },
        clear() {
            place?.clear();
            place = undefined;
            held = undefined;
        },
        finish(rest) {
            if (place === undefined)
                throw new TypeError('The list has not ended.');
            return place.finish(rest);
        },
        close: async () => place?.close(),
    };
}
function createReviewHere(plan, help) {
    const review = createReview(plan, help);
    let told;
    return {
        add(page, giveBack) {
            review.add(page);
            giveBack(page.block);
        },
        end() {
            told = review.end();
            // It is met when the rest is asked for.
            told.catch(() => { });
        },
        async finish(rest) {
            await told;
            return review.finish(rest);
        },
        clear: review.clear,
        async close() { },
    };
}

;// CONCATENATED MODULE: ./src/audit/review/plan-review.ts


function planReview({ inputs, accepted, roster, folder, disclosure }, host) {
    const { signal, reviewProgram } = host;
    const html = inputs.formats.includes('html');
    const { path, scratch, kept } = folder;
    const places = { path, scratch, kept };
    const planned = { places, settings: inputs.rules, accepted, now: host.pace.now(), html };
    const covers = (properties) => {
        // It cannot be known who has no account where not all accounts are in the list, or not by their names.
        return inputs.filter === '' && (roster?.roster.properties.every((name) => properties.includes(name)) ?? false);
    };
    const helpFor = (truth) => ({
        ...{ roster: roster?.roster, coverage: covers(truth), disclosure, signal },
    });
    const isLookedAt = (truth) => html || covers(truth) || [...inputs.rules.values()].some(({ on }) => on);
    // What is read apart stands in no page; and everybody is seen before anybody is shown.
    const mustWait = disclosure !== undefined || inputs.signInActivity || inputs.includeSponsors;
    const mayBeLookedAt = (properties) => isLookedAt(properties) || inputs.baseline.kind !== 'none';
    const begun = [];
    return {
        early: mustWait || !mayBeLookedAt(inputs.properties)
            ? undefined
            : (properties) => {
                const review = createListReview({ ...planned, properties: { truth: properties, shown: properties } }, helpFor(properties), 
                // A roster stays where it was read.
                roster === undefined ? reviewProgram : undefined);
                begun.push(review);
                return review;
            },
        async of({ review, written }, isCompared) {
            const properties = propertiesOf(written);
            const looked = isCompared || isLookedAt(properties.truth);
            if (review && looked)
                return review;
            review?.clear();
            const late = createReview({ ...planned, number: 0, properties }, helpFor(properties.truth));
            if (looked)
                await late.read({ shown: written.lines, truth: written.truth.lines });
            return late;
        },
        // Before the folder goes in which it is at work.
        async [Symbol.asyncDispose]() {
            for (const review of begun)
                await review.close();
        },
    };
}
function propertiesOf({ properties, truth }) {
    return { shown: properties, truth: truth.properties };
}

;// CONCATENATED MODULE: ./src/audit/audit-tenant.ts
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});














/**
 * What is done once somebody signs in: list between two counts, comparison and judgement, files, evidence, publishing.
 *
 * @throws Failure whatever kept it from being complete; evidence that was whole by then has been published
 */
async function auditTenant(options, host) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { inputs, credential, accepted, roster, encryption, decryption, session, progress, mayAsk, startedAt } = options;
        const { log, learn } = host;
        const { now } = host.pace;
        const folder = __addDisposableResource(env_1, await (0,output_folder/* openOutputFolder */.uS)(inputs.outputDirectory, host.temporaryFolder, publishedNames), true);
        host.clearLater?.(inputs.outputDirectory === undefined ? folder.path : folder.scratch);
        learn({ directory: folder.path, doing: 'reading the list' });
        // It is on its way while the list is read; a large list is cut into parts where the earlier one says.
        const disclosure = await audit_tenant_disclosureOf(inputs, session);
        const baseline = findBaseline({ inputs, session, folder, disclosure, decryption }, host);
        baseline.catch(() => { });
        const review = __addDisposableResource(env_1, planReview({ inputs, accepted, roster, folder, disclosure }, host), true);
        const beginReview = review.early;
        const read = await readList({ inputs, session, folder, baseline, disclosure, progress, beginReview }, host);
        (0,announce/* announceList */.eT)(read.list, now() - startedAt, log);
        (0,announce/* announceMissingValues */.Qt)(read.written.missingValues, log);
        learn({ doing: 'comparing the list' });
        const tenantId = await session.tenantId();
        const recycleBin = await read.deletedUsers.finish(disclosure);
        const assessment = await assess({ inputs, tenantId, roster, credential, folder, read, review, recycleBin, found: await baseline }, host);
        learn({ doing: 'writing and publishing the files' });
        const { list, written, bundleSha256 } = read;
        const signIns = read.signIns.outcome();
        const sponsors = read.sponsors.outcome();
        const conclusion = conclude({ list, credential, assessment, signIns }, host);
        const reportUrl = await publish({
            ...{ inputs, tenantId, credential, encryption, session, list, written, signIns, recycleBin, sponsors },
            ...{ bundleSha256, assessment, conclusion, folder, disclosure, startedAt, visibility: await mayAsk },
        }, host);
        log.info(`Done in ${(0,base_numbers/* duration */.p0)(now() - startedAt)}.`);
        if (conclusion.headline.mood === 'error')
            (0,announce/* announceReport */.IT)(reportUrl, log);
        failOnGates(assessment.gates, list, conclusion.headline.text);
        (0,announce/* announceHeadline */.c4)(conclusion.headline, reportUrl, log);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Pseudonyms are those of a tenant, whose GUID the first token says. @returns undefined when nothing is hidden */
async function audit_tenant_disclosureOf(inputs, session) {
    if (inputs.redact.length + inputs.pseudonymize.length === 0)
        return undefined;
    return createDisclosure(inputs, await session.tenantId());
}
/** All failed gates at once. @throws Failure `unreconciled`, `gates-failed` */
function failOnGates(gates, list, headline) {
    const failing = gates.filter(({ fails }) => fails);
    const [first] = failing;
    if (first === undefined)
        return;
    if (failing.length === 1 && first.gate === 'unreconciled') {
        const { listed, reads } = list;
        const [against, evidence] = [(0,reconcile/* againstWhat */.IM)(list), (0,reconcile/* evidenceText */.rS)(list, 'after it')];
        throw new base_failure/* Failure */.H('unreconciled', { headline, listed, against, evidence, reads });
    }
    const gatesAndWhy = failing.map(({ gate, state, detail }) => {
        return `\n- ${gate}: ${state === 'not-judged' ? `${gate_words/* gateStates */.I[state]}: ` : ''}${detail}`;
    });
    throw new base_failure/* Failure */.H('gates-failed', { headline, number: (0,gate_words/* failingText */.i)(failing), list: gatesAndWhy.join('') });
}


/***/ })

};
