import ts from "typescript";

/**
 * The functions that a package exports without a word about what they do, as "name (file)"; those too that a factory's
 * result holds, as `services.tasks.start`.
 */
export function undocumented(entries: readonly string[]): readonly string[] {
  const program = ts.createProgram([...entries], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    customConditions: ["@fleet-mcp/source"],
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    types: ["node"],
  });
  const checker = program.getTypeChecker();
  return entries.flatMap((entry) => {
    const file = program.getSourceFile(entry);
    const module = file && checker.getSymbolAtLocation(file);
    if (!module) throw new Error(`${entry} exports nothing.`);
    return checker
      .getExportsOfModule(module)
      .map((one) => (one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one))
      .flatMap((one) => [one, ...(one.name.startsWith("create") ? held(resultOf(one)) : [])])
      .filter((one) => isFunction(one) && !isTold(one))
      .map((one) => `${one.name} (${one.valueDeclaration?.getSourceFile().fileName})`);
  });

  function resultOf(symbol: ts.Symbol): ts.Type | undefined {
    const [signature] = symbol.valueDeclaration ? checker.getTypeOfSymbol(symbol).getCallSignatures() : [];
    return signature && checker.getReturnTypeOfSignature(signature);
  }

  /** What an object literal of ours holds, and what the ones in it hold. */
  function held(type: ts.Type | undefined): readonly ts.Symbol[] {
    if (!type?.symbol || !(type.symbol.flags & ts.SymbolFlags.ObjectLiteral)) return [];
    const properties = type.getProperties();
    return properties.flatMap((one) => [one, ...held(checker.getTypeOfSymbol(one))]);
  }

  function isTold(symbol: ts.Symbol): boolean {
    const of = symbol.valueDeclaration;
    const shorthand =
      of && ts.isShorthandPropertyAssignment(of) ? checker.getShorthandAssignmentValueSymbol(of) : symbol;
    return [symbol, shorthand].some((one) => one !== undefined && one.getDocumentationComment(checker).length > 0);
  }

  function isFunction(symbol: ts.Symbol): boolean {
    if (!symbol.valueDeclaration || symbol.flags & ts.SymbolFlags.Class) return false;
    return checker.getTypeOfSymbolAtLocation(symbol, symbol.valueDeclaration).getCallSignatures().length > 0;
  }
}
