/** Other names of cmdlets that PowerShell defines on every system (InitialSessionState). */
const EVERYWHERE =
  'rd=remove-item del=remove-item erase=remove-item ri=remove-item rp=remove-itemproperty gc=get-content type=get-content sc=set-content clc=clear-content cli=clear-item ni=new-item md=new-item mkdir=new-item mi=move-item move=move-item rni=rename-item ren=rename-item cpi=copy-item copy=copy-item ci=copy-item si=set-item sp=set-itemproperty gci=get-childitem dir=get-childitem gi=get-item gp=get-itemproperty iwr=invoke-webrequest irm=invoke-restmethod iex=invoke-expression icm=invoke-command ii=invoke-item saps=start-process kill=stop-process spps=stop-process spsv=stop-service sasv=start-service sajb=start-job foreach=foreach-object %=foreach-object where=where-object ?=where-object select=select-object echo=write-output oh=out-host epcsv=export-csv ipcsv=import-csv ipmo=import-module sls=select-string cd=set-location chdir=set-location sl=set-location pushd=push-location popd=pop-location gcm=get-command gal=get-alias gv=get-variable gl=get-location pwd=get-location fl=format-list ft=format-table fw=format-wide measure=measure-object group=group-object gu=get-unique gm=get-member h=get-history history=get-history ghy=get-history r=invoke-history ihy=invoke-history cls=clear-host help=get-help rv=remove-variable clv=clear-variable rmo=remove-module fhx=format-hex nsn=new-pssession etsn=enter-pssession rsn=remove-pssession tnc=test-netconnection';

/** Aliases that are programs of their own where Windows is not. */
const ON_WINDOWS =
  'ac=add-content cat=get-content cp=copy-item ls=get-childitem mv=move-item rm=remove-item rmdir=remove-item man=get-help ps=get-process sort=sort-object sleep=start-sleep start=start-process tee=tee-object write=write-output diff=compare-object compare=compare-object gsv=get-service clear=clear-host curl=invoke-webrequest wget=invoke-webrequest';

function table(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(' ').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)] as const;
    }),
  );
}

export type Aliases = {
  /** The cmdlet a name stands for on every system. */
  readonly everywhere: ReadonlyMap<string, string>;
  /** The cmdlet it stands for on Windows only. */
  readonly onWindows: ReadonlyMap<string, string>;
};

/** The names PowerShell starts with, in lower case. */
export function builtinAliases(): Aliases {
  return { everywhere: table(EVERYWHERE), onWindows: table(ON_WINDOWS) };
}
