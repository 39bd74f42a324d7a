/**
 * The hints of all rules in `token-rules.ts`: a text with none of them holds no token of a format that
 * has a literal part. One text, because a list would be read and built for every call.
 */
export const TOKEN_HINTS: readonly string[] = (
  'ghp_ gho_ ghu_ ghs_ ghr_ github_pat_ glpat- gloas- gldt- glrt glcbt- glptt- glft- glimt- ' +
  'glagent- glwt- glsoat- glffct- GR1348941 AKIA ASIA ABIA ACCA A3T ABSK AIza ya29. GOCSPX- ' +
  '1//0 Q~ AAct +ASt +ARm APIM ACDb AIoT +AEh AzSe AZDO JQQJ99 xox xapp- hooks.slack.com/ ' +
  '_live_ _test_ _prod_ whsec_ npm_ pypi- rubygems_ cio sk-ant- sk- hf_ api_org_ gsk_ xai- ' +
  'r8_ pplx- lsv2_ SG. key- pubkey- -us xkeysib- xsmtpsib- re_ /api/webhooks/ ' +
  'webhook.office.com _v1_ dckr_ shpat_ shpca_ shppa_ shpss_ sq0 EAAA hvs. hvb. hvr. dapi ' +
  'glsa_ glc_ .atlasv1. pul- dp. fm2_ fm1 fo1_ HRKU- nfp_ nfc_ vcp_ vci_ vcc_ vck_ vcr_ ' +
  'sbp_ sb_secret_ pscale_ tskey- v1.0- cfk_ cfut_ cfat_ NRAK- NRJS- NRII- sntry dt0 PMAK- ' +
  'ATATT3 ATCTT3 ATBB lin_ ntn_ secret_ figd_ figo figu sl. sk.eyJ EAA ops_eyJ A3- ' +
  'AGE-SECRET-KEY- eyJ'
).split(' ');
