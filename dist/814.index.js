export const id = 814;
export const ids = [814];
export const modules = {

/***/ 6814:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseClass: () => (/* binding */ parseClass)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _base_quoted_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5905);
/* harmony import */ var _users_property_names_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6450);



/** Properties whose values have parts: no text of a file is equal to them. */
const withParts = new Set(`assignedLicenses assignedPlans authorizationInfo customSecurityAttributes employeeOrgData identities
  licenseAssignmentStates mailboxSettings manager onPremisesExtensionAttributes onPremisesProvisioningErrors
  onPremisesSipInfo passwordProfile print provisionedPlans serviceProvisioningErrors signInActivity`.match(/\w+/g));
/**
 * Reads `where` of an accepted finding: properties, each with a value or a list of them. All of them must be true of a
 * user; of a list one is enough. `null` without quotes is no value.
 *
 * @param selected properties that the list will have
 */
function parseClass(node, selected) {
    const shape = 'properties with values in where, like "userType: Guest"';
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__.isMap)(node) || node.items.length === 0)
        return { at: node, takes: shape };
    const where = {};
    for (const { key, value } of node.items) {
        const at = key;
        const given = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? String(key.value) : '';
        const known = knownProperty(given, selected);
        if ('takes' in known)
            return { at, ...known };
        if (Object.hasOwn(where, known.name))
            return { at, takes: `${known.name} once in where` };
        const values = ((0,yaml__WEBPACK_IMPORTED_MODULE_0__.isSeq)(value) ? value.items : [value]).map(textOf);
        if (values.length === 0 || values.includes(undefined)) {
            return { at, takes: `a text, or a list of texts, as ${known.name} in where` };
        }
        where[known.name] = values;
    }
    return { where };
}
/** A property as the list spells it. */
function knownProperty(given, selected) {
    const name = selected.find((one) => one.toLowerCase() === given.toLowerCase());
    const shown = (0,_users_property_names_js__WEBPACK_IMPORTED_MODULE_1__/* .isTellableName */ .xe)(given) ? (0,_base_quoted_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(given) : 'what else stands there';
    if (name === undefined) {
        const mayBeSelected = (0,_users_property_names_js__WEBPACK_IMPORTED_MODULE_1__/* .isKnownProperty */ .RQ)(given) || /^extension_[0-9a-f]{32}_/i.test(given);
        if (mayBeSelected && (0,_users_property_names_js__WEBPACK_IMPORTED_MODULE_1__/* .isTellableName */ .xe)(given)) {
            return { takes: `properties that were selected in where (not ${shown}: add it to select)` };
        }
        return { takes: `properties of a user in where (not ${shown})`, hint: (0,_users_property_names_js__WEBPACK_IMPORTED_MODULE_1__/* .closestProperty */ .zn)(given) };
    }
    return withParts.has(name)
        ? { takes: `properties of text, numbers, true or false in where (not ${shown}, whose values have parts)` }
        : { name };
}
function textOf(node) {
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node))
        return undefined;
    const text = String(node.value ?? '');
    if (node.type === 'PLAIN' && /^(?:null|~)$/i.test(text))
        return null;
    return text === '' ? undefined : text;
}


/***/ })

};
