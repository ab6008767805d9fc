export const id = 493;
export const ids = [493];
export const modules = {

/***/ 62874:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readPfx: () => (/* binding */ readPfx)
/* harmony export */ });
/* harmony import */ var node_forge_lib_asn1_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27357);
/* harmony import */ var node_forge_lib_asn1_js__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_forge_lib_asn1_js__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_forge_lib_pkcs12_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1296);
/* harmony import */ var node_forge_lib_pkcs12_js__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_forge_lib_pkcs12_js__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_forge_lib_pki_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84874);
/* harmony import */ var node_forge_lib_pki_js__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_forge_lib_pki_js__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_forge_lib_util_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(97456);
/* harmony import */ var node_forge_lib_util_js__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_forge_lib_util_js__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _base_failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2571);





/**
 * Opens a PFX (PKCS#12) file. node:crypto cannot hand out what is in one, hence node-forge.
 *
 * @param password undefined or '' for a PFX without password
 * @throws Failure `certificate-password-missing`, `certificate-password-wrong` or `certificate-unreadable`
 */
function readPfx(der, password, input) {
    let structure;
    try {
        structure = node_forge_lib_asn1_js__WEBPACK_IMPORTED_MODULE_0___default().fromDer(der.toString('latin1'));
    }
    catch (error) {
        throw new _base_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .H('certificate-unreadable', { input }, error);
    }
    const pfx = open(structure, password ?? '', input);
    const bags = pfx.safeContents.flatMap(({ safeBags }) => safeBags);
    const key = bags.find(({ type }) => type === (node_forge_lib_pki_js__WEBPACK_IMPORTED_MODULE_2___default().oids).pkcs8ShroudedKeyBag || type === (node_forge_lib_pki_js__WEBPACK_IMPORTED_MODULE_2___default().oids).keyBag);
    const certificates = bags.filter(({ type }) => type === (node_forge_lib_pki_js__WEBPACK_IMPORTED_MODULE_2___default().oids).certBag);
    return {
        certificates: certificates.map((bag) => toDer(bag.cert ? node_forge_lib_pki_js__WEBPACK_IMPORTED_MODULE_2___default().certificateToAsn1(bag.cert) : bag.asn1)),
        // node-forge parses RSA keys and leaves others (EC) as they were.
        ...(key ? { key: toDer(key.key ? node_forge_lib_pki_js__WEBPACK_IMPORTED_MODULE_2___default().wrapRsaPrivateKey(node_forge_lib_pki_js__WEBPACK_IMPORTED_MODULE_2___default().privateKeyToAsn1(key.key)) : key.asn1) } : {}),
    };
}
function open(structure, password, input) {
    try {
        return node_forge_lib_pkcs12_js__WEBPACK_IMPORTED_MODULE_1___default().pkcs12FromAsn1(structure, false, password);
    }
    catch (error) {
        if (/MAC could not be verified/.test(String(error))) {
            throw new _base_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .H(password ? 'certificate-password-wrong' : 'certificate-password-missing', { input }, error);
        }
        const opened = openWithUtf8Password(structure, password);
        if (opened)
            return opened;
        throw new _base_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .Failure */ .H('certificate-unreadable', { input }, error);
    }
}
/**
 * PKCS#12 hashes the password as UTF-16 for its MAC (RFC 7292, B.1), PBES2 as UTF-8 for its cipher (RFC 8018, 3);
 * node-forge has only one string for both. By now it has verified the MAC with the true password, so the MAC is taken
 * off and the rest is read with the UTF-8 bytes.
 */
function openWithUtf8Password(structure, password) {
    const parts = structure.value;
    const withoutMac = { ...structure, value: parts.slice(0, 2) };
    try {
        return node_forge_lib_pkcs12_js__WEBPACK_IMPORTED_MODULE_1___default().pkcs12FromAsn1(withoutMac, false, node_forge_lib_util_js__WEBPACK_IMPORTED_MODULE_3___default().encodeUtf8(password));
    }
    catch {
        return undefined;
    }
}
function toDer(structure) {
    return Buffer.from(node_forge_lib_asn1_js__WEBPACK_IMPORTED_MODULE_0___default().toDer(structure).getBytes(), 'latin1');
}


/***/ })

};
