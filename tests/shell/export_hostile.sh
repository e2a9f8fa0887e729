# What leaves in the formats of others is valid there whatever an import or a desk wrote into the case.
set -u
schema=$SHARED_DATA/samples/csaf20-csaf_json_schema.json
[ -f "$schema" ] || { echo "the shared samples are not here"; exit 77; }
python3 -c 'import jsonschema' 2>/dev/null || { echo "python3-jsonschema is not installed"; exit 77; }
exec python3 "$SOURCE_DIR/tests/helper/check_hostile.py" "$OUTS" "$schema" 25
