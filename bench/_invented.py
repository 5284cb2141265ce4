"""News that nobody told before: invented sentences with people, places and figures of their own, each used once."""

FACTS = (
    "Rescue workers under Captain Olena Harmash pulled 14 survivors out of a flooded cellar in the village of Verbivka.",
    "The Kestrel Grain Terminal will reopen its second berth on 14 June, its director Oskar Lindqvist told the port council.",
    "Engineers from the town of Marlitz repaired 37 kilometres of railway between Dornau and Pelsk in nine days.",
    "Health officials in Szentagota reported 212 new cases of measles and closed 6 kindergartens.",
    "The shipping company Vantera Lines cancelled all 18 of its sailings to the island of Korsa.",
    "Judge Ilse Tammerling fined the energy firm Borvolt 3.4 million euros for late filings.",
    "A convoy of 26 lorries with tents and blankets left the depot at Lomnava under the charge of Father Anselm Ruzic.",
    "The pollster Querion found that 41 per cent of people in Haldania would move abroad if they could.",
    "Colonel Petar Vuksan took command of the Third Mountain Regiment at the barracks of Zelengrad.",
    "Farmers in the Ostrava Lowlands lost 9,000 hectares of rapeseed to frost, the growers' union Agraria said.",
    "The airport of Tolvanen cancelled 63 flights after a power cut that lasted four hours.",
    "Foreign minister Rasmus Kjeldgaard invited his counterparts from Morvia and Estrava to talks at Castle Hollenstein.",
    "The chemist Dr Yasmin Faruqi found traces of cadmium in 11 of 20 wells around the Brodno refinery.",
    "A fire at the Lindmoor paper mill destroyed two halls and put 340 people out of work.",
    "The Bank of Carvona raised its key rate by half a point to 7.25 per cent.",
    "Divers found the wreck of the trawler Sankta Ebba at a depth of 84 metres off Cape Torvik.",
    "Mayor Beatrix Olander opened a shelter for 500 people in the former tram depot of Nyholm.",
    "The satellite firm Orbisat released pictures that show 52 new hangars at the Kaltwasser airfield.",
    "Teachers in the province of Valmora went on strike for the third week, the union leader Dario Penn said.",
    "The parliament of Torvenia elected Greta Holmquist its speaker by 88 votes to 71.",
    "Smugglers left 47 migrants on a sandbank near the mouth of the river Drusna, the coast guard of Palvia said.",
    "A panel led by the former judge Corvin Adelmann will examine how 15 million crowns went missing from the road fund.",
    "The museum of Szeplak hid 1,300 paintings in a salt mine, its curator Agnes Bodnar disclosed.",
    "Two brothers from the hamlet of Ruzova were awarded the Silver Wreath for carrying 30 neighbours over a broken bridge.",
    "The water works of Brinfeld began to ration supplies to 90 litres a head.",
    "Chancellor Ottoline Brandvold promised 600 million crowns for the rebuilding of the harbour of Skarvik.",
    "The tanker Aurelia Star ran aground at Punta Mirada and lost 200 tonnes of diesel.",
    "Border guards at Karlsbrod seized 73 kilograms of amber hidden in a hearse.",
    "The brewer Haldane & Voss will build a plant for 250 workers outside Trebnitz.",
    "A court in Monteverra ordered the release of the reporter Lucian Farkas after 212 days in custody.",
    "Seismologists at the Ravna Observatory recorded a tremor of magnitude 4.8 beneath Lake Ilmen Dol.",
    "The charity Open Hands fed 8,400 people in the canteens of Drovograd, its treasurer Mina Castellan wrote.",
    "General Edvard Stohl retired after 39 years and was followed by his deputy Ingeborg Raske.",
    "A swarm of drones from an unknown sender crossed the fence of the Halmstrom dam at night and hit 3 turbines.",
    "The orchestra of Velika Luka cancelled its tour of 12 cities because its conductor Tibor Szalay was refused a visa.",
    "Inspectors of the Nuclear Safety Board found a cracked valve in the second unit of the Grauwald plant.",
    "The price of sunflower oil on the exchange of Port Selim went up to 1,480 dollars a tonne.",
    "Volunteers led by the baker Jana Kubikova dug 6 wells in the camp of Al Nahra.",
    "The republic of Ostmark recalled its ambassador Friedrich Lenz from the capital of Belgovia.",
    "A bus with 44 pilgrims overturned on the pass of San Ruperto and injured 19 of them.",
    "The telephone company Telvara admitted that the data of 2.1 million customers were copied.",
    "Veterinarians culled 17,000 geese at a farm near Csongorad after a case of bird flu.",
    "The aid ship Margarethe unloaded 900 tonnes of flour at the jetty of Bandar Rasha.",
    "Deputies of the Green Accord walked out when Speaker Anatol Reiss refused a debate on the Lipova quarry.",
    "Archaeologists under Professor Hedda Strand uncovered 28 graves below the market square of Altmuhl.",
    "The carmaker Rovanto halted its works at Sillenstedt for want of 4,000 wiring looms.",
    "An avalanche above the resort of Piz Corvatz buried a ski lift and 5 huts.",
    "The election board of Kasparia ordered a new vote in 23 villages of the Dorna valley.",
    "The pharmacist Leopold Achterberg was charged with selling 600 forged certificates.",
    "Prime Minister Solveig Aasland put off her visit to the shipyards of Gdovo by two weeks.",
)


def told_of(number: int) -> str:
    """The fact of a number; IndexError when there are no more, since a fact that is told twice is no news."""
    return FACTS[number]


FILLER = (
    "The glass blowers of Haverlund opened their summer market with 60 stalls around the old fish hall.",
    "Its chairwoman Pernille Ask said that more visitors had come in the first hour than in the whole of the year before.",
    "A jury will choose the finest bowl, and the winner may show it in the window of the town library until the autumn.",
)
