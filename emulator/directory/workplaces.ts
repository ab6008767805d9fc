/** Where and as what people of the emulated tenant work; the arrays are sampled by index. */

export const departments: readonly string[] = [
  'Sales',
  'Engineering',
  'Human Resources',
  'Finance',
  'Legal',
  'IT',
  'Marketing',
  'Operations',
  'Customer Success',
  'Research & Development',
  'Forschung und Entwicklung – München',
  'Achats, Logistique & Qualité',
];

export const jobTitles: readonly string[] = [
  'Account Executive',
  'Software Engineer',
  'Senior Software Engineer',
  'HR Business Partner',
  'Financial Analyst',
  'Counsel',
  'Systems Administrator',
  'Marketing Manager',
  'Operations Specialist',
  'Customer Success Manager',
  'Researcher',
  'Director',
  'Vice President',
  'Werkstudent/in',
  'Chargée d’affaires',
];

export const employeeTypes: readonly string[] = [
  'Employee',
  'Employee',
  'Employee',
  'Contractor',
  'Consultant',
  'Vendor',
];

/** An office with what Graph keeps about it. */
export interface Place {
  office: string;
  city: string;
  state: string | null;
  country: string;
  usageLocation: string;
  language: string;
  street: string;
  postalCode: string;
  phonePrefix: string;
}

export const places: readonly Place[] = [
  '18/2111|Pittsburgh|PA|United States|US|en-US|6750 Forbes Ave|15217|+1 412 555',
  '20/1101|Redmond|WA|United States|US|en-US|15010 NE 36th St|98052|+1 425 555',
  '14/1108|New York|NY|United States|US|en-US|11 Times Square|10036|+1 212 555',
  'Haus 3|München|Bayern|Germany|DE|de-DE|Walter-Gropius-Straße 5|80807|+49 89 555',
  'La Défense 4|Paris||France|FR|fr-FR|39 quai du Président Roosevelt|92130|+33 1 55 55',
  '2 Kingdom St|London||United Kingdom|GB|en-GB|2 Kingdom Street|W2 6BD|+44 20 7946',
  '品川 23F|東京||Japan|JP|ja-JP|港南 2-16-3|108-0075|+81 3 5555',
  'Torre 1|São Paulo|SP|Brazil|BR|pt-BR|Av. Pres. Juscelino Kubitschek 1909|04543-011|+55 11 5555',
  'Tower A|Bengaluru|KA|India|IN|en-IN|Prestige Ferns Galaxy, Outer Ring Road|560103|+91 80 5555',
  'Spire 2|Warszawa||Poland|PL|pl-PL|al. Jerozolimskie 195A|02-222|+48 22 555',
].map(place);

function place(row: string): Place {
  const [office, city, state, country, usageLocation, language, street, postalCode, phonePrefix] = row.split('|') as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return { office, city, state: state || null, country, usageLocation, language, street, postalCode, phonePrefix };
}

/** Licences of the tenant: Office 365 E5, Microsoft 365 E3, Entra ID P2, Power BI free, Teams Exploratory. */
export const skuIds: readonly string[] = [
  'c7df2760-2c81-4ef7-b578-5b5392b571df',
  '05e9a617-0261-4cee-bb44-138d3ef5d965',
  '84a661c4-e949-4bd2-a560-ed7766fcaf2b',
  'a403ebcc-fae0-4ca2-8c8c-7a907fd6c235',
  '710779e8-3d4a-4c88-adb9-386c958d1fdf',
];

export const disabledPlans: readonly string[] = [
  '57ff2da0-773e-42df-b2af-ffb7a2317929',
  '0feaeb32-d00e-4d66-bd5a-43b5b83db82c',
];

export const partners: readonly string[] = [
  'fabrikam.example',
  'northwind.example',
  'adatum.example',
  'wingtip.example',
];
