  centcom-idlib-airstrikes slot place: ["strike", "strike on Jan. 1 hit", [36.19, 36.72, 40], null]
  centcom-idlib-airstrikes slot place: ["strike", "strike hit the headquarters compound", [36.19, 36.72, 40], null]
  centcom-idlib-airstrikes slot place: ["presence", "used this headquarters as a gathering place", [36.19, 36.72, 40], null]
  centcom-idlib-airstrikes slot agents: ["offensive", "made progress in liberating neighborhoods", ["iraqi", "isf"], []]
  centcom-idlib-airstrikes slot targets: ["strike", "conducted 10 airstrikes", ["isil", "isis", "islamic state", "daesh", "da’esh", "da'esh", "dae�
  centcom-mosul-hospital slot place: ["presence", "using the hospital as a base", [36.34, 43.17, 30], null]
  centcom-mosul-hospital slot when: ["capture", "seizing the area", ["2016-12-06", "2016-12-07"], null]
  centcom-mosul-hospital slot place: ["capture", "seizing the area", [36.34, 43.17, 30], null]
  centcom-mosul-hospital slot targets: ["clash", "fought off several counterattacks", ["counterattack", "vbied", "isil", "isis", "islamic state", "dae
  centcom-mosul-hospital slot place: ["clash", "fought off several counterattacks", [36.34, 43.17, 30], null]
  centcom-mosul-hospital slot when: ["retreat", "retrograding a short distance", ["2016-12-07", "2016-12-07"], null]
  centcom-mosul-hospital slot place: ["retreat", "retrograding a short distance", [36.34, 43.17, 30], null]
  centcom-mosul-hospital slot when: ["attack", "receive heavy and sustained machine gun and rocket propelled grenade fire", ["2016-12-07", "2016-12-07
  centcom-mosul-hospital slot place: ["attack", "receive heavy and sustained machine gun and rocket propelled grenade fire", [36.34, 43.17, 30], null]
  centcom-mosul-hospital slot when: ["strike", "conducted a precision strike", ["2016-12-07", "2016-12-07"], null]
  centcom-mosul-hospital slot place: ["strike", "conducted a precision strike", [36.34, 43.17, 30], null]
  centcom-palmyra-tanks slot place: ["strike", "destroyed 14 ISIL tanks", [34.54, 37.95, 60], null]
  centcom-palmyra-tanks slot claim counts: ["strike", "destroyed 14 ISIL tanks", null, null]
  centcom-palmyra-tanks slot when: ["destruction", "were also destroyed in the strike", ["2016-12-15", "2016-12-15"], null]
  centcom-palmyra-tanks slot place: ["destruction", "were also destroyed in the strike", [34.54, 37.95, 60], null]
  centcom-palmyra-tanks slot when: ["strike", "fired 22 munitions", ["2016-12-15", "2016-12-15"], null]
  centcom-palmyra-tanks slot agents: ["looting", "seized the tanks", ["isil", "isis", "islamic state", "daesh", "da’esh", "da'esh", "dae’sh", "dae
  centcom-palmyra-tanks slot when: ["looting", "seized the tanks", ["2016-12-11", "2016-12-13"], {"from": "2016-12-15", "to": "2016-12-15", "time": 0,
  centcom-strikes-january-10 slot place: ["strike", "12 strikes engaged", [35.95, 39.01, 40], null]
  state-baghdad-najaf slot targets: ["condemnation", "condemn in the strongest possible terms", ["attack"], []]
  state-jabla-tartus slot agents: ["bombing", "multiple bombings", ["isil", "isis", "islamic state", "daesh", "da’esh", "da'esh", "dae’sh", "dae's
  state-jabla-tartus slot when: ["bombing", "multiple bombings", ["2016-05-23", "2016-05-23"], null]
  state-jabla-tartus slot targets: ["responsibility", "claimed responsibility", ["attack", "bombing"], [{"start": 140, "end": 158, "text": "the towns 
  state-jabla-tartus slot targets: ["negotiation", "raised these concerns in a call", ["lavrov", "russia"], []]
  state-jabla-tartus slot when: ["demand", "urged him to press the regime", ["2016-05-23", "2016-05-23"], null]
  state-jabla-tartus slot agents: ["strike", "airstrikes against opposition forces", ["asad", "regime", "syrian government"], []]
  state-syrian-opposition-aid slot agents: ["aid", "$15 million contribution", ["united states", "u.s.", "america"], []]
  state-syrian-opposition-aid slot when: ["aid", "$15 million contribution", ["2015-10-31", "2015-10-31"], null]
  uk-aid-convoy-attack slot when: ["strike", "attacked from the air", ["2016-09-19", "2016-09-19"], null]
  uk-aid-convoy-attack slot place: ["strike", "attacked from the air", [36.145, 36.955, 30], null]
  uk-aid-convoy-attack slot when: ["killing", "ten people killed", ["2016-09-19", "2016-09-19"], null]
  uk-aid-convoy-attack slot place: ["killing", "ten people killed", [36.145, 36.955, 30], null]
  uk-aid-convoy-attack slot targets: ["obstruction", "besieged by the regime", ["syrians", "people", "half a million"], [{"start": 736, "end": 741, "t
  uk-aid-convoy-attack slot place: ["obstruction", "besieged by the regime", "SY", null]
  uk-aid-convoy-attack slot claim counts: ["obstruction", "besieged by the regime", null, null]
  uk-aid-convoy-attack slot targets: ["obstruction", "received no aid", ["many", "syrians"], []]
  uk-aid-convoy-attack slot place: ["obstruction", "received no aid", "SY", null]
  uk-madaya-aid slot place: ["obstruction", "besieged within the city", [33.69, 36.1, 25], null]
  uk-madaya-aid slot place: ["obstruction", "were approved by the Asad regime", "SY", null]
  uk-madaya-aid slot agents: ["aid", "committed over £1.1bn", ["uk", "united kingdom", "britain", "british"], []]
  uk-mosul-ellwood slot place: ["capture", "taken by ISIL terrorists", [36.34, 43.13, 30], {"lat": 33.0, "lon": 44.0, "country": "IQ", "name": "Iraq",
  uk-mosul-ellwood slot place: ["killing", "murder of hundreds of people", [36.34, 43.13, 30], null]
  uk-mosul-ellwood slot place: ["capture", "re-taking by Iraqi security forces", "IQ", null]
  uk-mosul-ellwood slot place: ["capture", "the liberation of key towns", [36.72, 42.36, 70], {"lat": 33.0, "lon": 44.0, "country": "IQ", "name": "Ira
  uk-mosul-ellwood slot place: ["offensive", "broken the siege", [36.38, 41.75, 60], null]
  uk-mosul-ellwood slot place: ["capture", "pushed ISIL out of Kobane", [36.891, 38.354, 25], null]
  uk-mosul-ellwood slot targets: ["training", "providing an additional 125 soldiers", ["iraqi army"], []]
  uk-mosul-ellwood slot claim counts: ["aid", "increase our humanitarian support", null, null]
  uk-mosul-ellwood slot agents: ["displacement", "forced to flee", ["isil", "isis", "islamic state", "daesh", "da’esh", "da'esh", "dae’sh", "dae's
  wiki-karbouly slot agents: ["arrest", "was captured inside Iraq", ["jordan"], []]
  wiki-operation-steel-curtain slot targets: ["offensive", "military operation executed by coalition forces", ["insurgent", "fighters", "al qaeda"], [
  wiki-operation-steel-curtain slot place: ["offensive", "military operation executed by coalition forces", [34.39, 41.05, 60], null]
  wiki-operation-steel-curtain slot place: ["offensive", "began their assault on insurgent-held Karabilah", [34.394, 41.053, 25], null]
  wiki-operation-steel-curtain slot place: ["capture", "cleared the city", [34.394, 41.053, 25], null]
  wiki-operation-steel-curtain slot when: ["retreat", "fled Karabilah", ["2005-11-05", "2005-11-10"], null]
  wiki-operation-steel-curtain slot place: ["retreat", "fled Karabilah", [34.394, 41.053, 25], null]
  wiki-operation-steel-curtain slot agents: ["clash", "fighting in Husaybah", ["coalition", "marines", "u.s.", "american"], []]
  wiki-operation-steel-curtain slot when: ["clash", "fighting in Husaybah", ["2005-11-10", "2005-11-14"], null]
  wiki-operation-steel-curtain slot when: ["offensive", "launched another phase of the operation", ["2005-11-13", "2005-11-15"], null]
  wiki-operation-steel-curtain slot when: ["capture", "fell to coalition forces", ["2005-11-14", "2005-11-22"], null]
  wiki-operation-steel-curtain slot place: ["capture", "fell to coalition forces", [34.41, 41.21, 25], null]
  wiki-operation-steel-curtain slot agents: ["clash", "seven days of fighting", ["coalition", "marines", "u.s.", "american"], []]
  wiki-operation-steel-curtain slot when: ["clash", "seven days of fighting", ["2005-11-13", "2005-11-22"], null]
  wiki-operation-steel-curtain slot place: ["clash", "seven days of fighting", [34.41, 41.21, 25], null]
  wiki-operation-steel-curtain slot when: ["killing", "97 civilians killed", ["2005-11-01", "2005-11-12"], null]
all slots        P 0.987  R 0.868  F1 0.924   (459 of 529 gold, 465 predicted)
what      gold/dev        all slots of the claims, F1          0.720      0.924   pass  –
